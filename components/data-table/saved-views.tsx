"use client";

import { Bookmark, Plus, Trash2, Users } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { DataList, SavedView } from "@/components/data-table/list-spec";
import type { ListState } from "@/components/data-table/use-list-state";
import type { ServerAction } from "@/components/form/run-action";
import { failureText, useAction } from "@/components/form/use-action";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";

/** The stored views of a list and the actions that keep them. */
export type ViewStore = {
  items: readonly SavedView[];
  save: ServerAction<{ list: string; name: string; query: string; shared: boolean }, unknown>;
  remove: ServerAction<{ id: string }, unknown>;
};

type SavedViewsProps = { list: DataList; state: ListState; store: ViewStore };

/** Opens, stores and deletes named views: filters, sort, columns and page size under one name. */
export function SavedViews({ list, state, store }: SavedViewsProps) {
  const [open, setOpen] = useState(false);
  const [saving, setSaving] = useState(false);
  const current = store.items.find((view) => sameQuery(view.query, state.query));
  const remove = useAction(store.remove, { success: "View deleted" });

  return (
    <>
      <Popover
        label="Saved views"
        open={open}
        onOpenChange={setOpen}
        align="end"
        className="w-72 p-1"
        trigger={
          <Button
            aria-label={current ? `Saved views, ${current.name} is open` : "Saved views"}
            className="max-w-48"
          >
            <Bookmark aria-hidden className={current ? "fill-current" : undefined} />
            <span className="hidden truncate sm:inline">{current?.name ?? "Views"}</span>
          </Button>
        }
      >
        <ul className="thin-scroll max-h-72 overflow-y-auto">
          <li>
            <ViewButton
              name="All, as at first"
              current={state.query === ""}
              onOpen={() => {
                setOpen(false);
                state.openView("");
              }}
            />
          </li>
          {store.items.map((view) => (
            <li key={view.id} className="flex items-center">
              <ViewButton
                name={view.name}
                shared={view.shared}
                current={view === current}
                onOpen={() => {
                  setOpen(false);
                  state.openView(view.query);
                }}
              />
              {view.own ? (
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Delete view ${view.name}`}
                  disabled={remove.pending}
                  onClick={() => remove.run({ id: view.id })}
                >
                  <Trash2 aria-hidden />
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
        <div className="mt-1 border-t pt-1">
          <Button
            variant="ghost"
            className="w-full justify-start px-2 font-normal"
            disabled={current !== undefined}
            onClick={() => {
              setOpen(false);
              setSaving(true);
            }}
          >
            <Plus aria-hidden />
            Save what is shown as a view
          </Button>
        </div>
      </Popover>
      {saving ? (
        <SaveViewDialog list={list} state={state} store={store} onClose={() => setSaving(false)} />
      ) : null}
    </>
  );
}

type ViewButtonProps = { name: string; shared?: boolean; current: boolean; onOpen: () => void };

function ViewButton({ name, shared, current, onOpen }: ViewButtonProps) {
  return (
    <Button
      variant="ghost"
      aria-current={current || undefined}
      onClick={onOpen}
      className={cn(
        "w-full min-w-0 shrink justify-start px-2",
        current ? "text-accent-text" : "font-normal text-ink",
      )}
    >
      <span className="truncate">{name}</span>
      {shared ? <Users aria-label="shared with everybody" className="ml-auto text-ink-muted" /> : null}
    </Button>
  );
}

function SaveViewDialog({ list, state, store, onClose }: SavedViewsProps & { onClose: () => void }) {
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const save = useAction(store.save, { success: "View saved", onSuccess: onClose, onFailure: () => true });

  function submit(event: FormEvent) {
    event.preventDefault();
    save.run({ list: list.id, name: name.trim(), query: state.query, shared });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Save a view"
      description="Filters, sort, columns and page size as they are now."
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button
            variant="primary"
            type="submit"
            form="save-view"
            pending={save.pending}
            disabled={name.trim() === ""}
          >
            Save
          </Button>
        </>
      }
    >
      <form id="save-view" onSubmit={submit} className="grid gap-4">
        {save.failure ? <Callout tone="error" live title={failureText(save.failure)} /> : null}
        <Field id="view-name" label="Name" required>
          <Input
            id="view-name"
            autoFocus
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <label htmlFor="view-shared" className="flex items-center gap-2.5 text-sm">
          <Checkbox id="view-shared" checked={shared} onChange={(event) => setShared(event.target.checked)} />
          Share it with everybody who sees this list
        </label>
      </form>
    </Dialog>
  );
}

function sameQuery(a: string, b: string): boolean {
  const sorted = (query: string) => {
    const params = new URLSearchParams(query);
    params.sort();
    return params.toString();
  };
  return sorted(a) === sorted(b);
}
