"use client";

import { useId, useRef, useState, useTransition } from "react";
import {
  type DefaultValues,
  type FieldValues,
  type Path,
  type Resolver,
  type UseFormReturn,
  useForm,
} from "react-hook-form";
import type { z } from "zod";
import { runAction, type ServerAction } from "@/components/form/run-action";
import { showToast } from "@/components/ui/toast";
import type { ActionFailure } from "@/lib/core/action-result";

type Schema<V extends FieldValues> = z.ZodType<unknown, V>;

type Options<V extends FieldValues, Data> = {
  /**
   * The input schema of the action, which the server parses again. A function that imports it keeps the validation
   * library out of the first load: `() => import("@/lib/…/schema").then((module) => module.Input)`.
   */
  schema: Schema<V> | (() => Promise<Schema<V>>);
  action: ServerAction<V, Data>;
  defaultValues: DefaultValues<V>;
  success?: string | ((data: Data) => string);
  onSuccess?: (data: Data) => void;
};

/** A form bound to an action; give it to `ActionForm`. */
export type ActionFormState<V extends FieldValues> = {
  id: string;
  methods: UseFormReturn<V, unknown, V>;
  submit: () => void;
  pending: boolean;
  /** The last failure that no field explains. */
  failure: ActionFailure | null;
  /** Stored values of a conflict, until it is merged. */
  theirs: Record<string, unknown> | null;
  /** Takes the merged values, the stored row becoming the new base. */
  merge: (merged: Record<string, unknown>) => void;
  /** Labels of the fields by path, for the error summary and the conflict view. */
  labels: Map<string, string>;
  /** Rises with every refused attempt, so that the summary takes the focus. */
  refusals: number;
};

/**
 * Binds a form to a server action: checks with the action's own schema, maps messages of the server to fields, keeps
 * conflicts for the merge view, and forgets the unsaved state when it has been saved.
 */
export function useActionForm<V extends FieldValues, Data>(options: Options<V, Data>): ActionFormState<V> {
  const { schema, action, defaultValues, success, onSuccess } = options;
  const [pending, startTransition] = useTransition();
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [theirs, setTheirs] = useState<Record<string, unknown> | null>(null);
  const [refusals, setRefusals] = useState(0);
  const labels = useRef(new Map<string, string>());
  const resolver = useRef<Promise<Resolver<V, unknown, V>> | null>(null);
  const id = useId();
  const methods = useForm<V, unknown, V>({
    resolver: async (...args) => {
      resolver.current ??= makeResolver(schema);
      return (await resolver.current)(...args);
    },
    defaultValues,
    mode: "onTouched",
    shouldFocusError: false,
  });

  function refuse(next: ActionFailure) {
    const fields = Object.entries(next.fields ?? {}).filter(([path]) => path !== "");
    for (const [path, message] of fields) {
      methods.setError(path as Path<V>, { type: "server", message });
    }
    const current = next.details?.current;
    if (next.code === "conflict" && typeof current === "object" && current !== null) {
      setTheirs({ ...current });
    } else if (fields.length === 0 || next.code !== "invalid") {
      setFailure({ ...next, message: next.fields?.[""] ?? next.message });
    }
    setRefusals((count) => count + 1);
  }

  const submit = methods.handleSubmit(
    (values) => {
      if (pending) return;
      setFailure(null);
      startTransition(async () => {
        const outcome = await runAction(action, values);
        if (!outcome.ok) {
          refuse(outcome.failure);
          return;
        }
        methods.reset(values);
        const text = typeof success === "function" ? success(outcome.data) : success;
        if (text) showToast({ tone: "success", text });
        onSuccess?.(outcome.data);
      });
    },
    () => setRefusals((count) => count + 1),
  );

  function merge(merged: Record<string, unknown>) {
    const base = { ...methods.getValues(), ...theirs };
    methods.reset(base as V);
    for (const [name, value] of Object.entries(merged)) {
      methods.setValue(name as Path<V>, value as V[Path<V>], { shouldDirty: true, shouldValidate: true });
    }
    setTheirs(null);
  }

  return {
    id,
    methods,
    submit: () => void submit(),
    pending,
    failure,
    theirs,
    merge,
    labels: labels.current,
    refusals,
  };
}

async function makeResolver<V extends FieldValues>(schema: Options<V, unknown>["schema"]) {
  const [{ zodResolver }, parsed] = await Promise.all([
    import("@hookform/resolvers/zod"),
    typeof schema === "function" ? schema() : schema,
  ]);
  // Raw: the action parses the same input again, so it must get what was typed.
  return zodResolver<V, unknown, unknown>(parsed, undefined, { raw: true });
}
