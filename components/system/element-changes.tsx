import { Badge, type Tone } from "@/components/ui/badge";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ElementChange } from "@/lib/system/audit/rules";

const kinds: Record<ElementChange["kind"], { label: string; tone: Tone }> = {
  added: { label: "added", tone: "positive" },
  removed: { label: "removed", tone: "danger" },
  changed: { label: "changed", tone: "info" },
};

/** Before and after, a line for each element that differs. */
export function ElementChanges({ changes }: { changes: readonly ElementChange[] }) {
  return (
    <div className="overflow-hidden rounded-lg border">
      <Table caption="Changes">
        <thead className="bg-sunken">
          <tr>
            <Th>Field</Th>
            <Th>Before</Th>
            <Th>After</Th>
          </tr>
        </thead>
        <tbody>
          {changes.map((change) => (
            <Tr key={JSON.stringify(change)} className="align-top">
              <Td className="min-w-32">
                <span className="grid justify-items-start gap-1">
                  <span className="break-words font-medium">{change.path.map(fieldText).join(" › ")}</span>
                  <Badge tone={kinds[change.kind].tone}>{kinds[change.kind].label}</Badge>
                </span>
              </Td>
              <Td>
                <Value text={change.before} />
              </Td>
              <Td>
                <Value text={change.after} />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Value({ text }: { text: string | null }) {
  if (text === null) return <span className="text-ink-muted">–</span>;
  if (text === "[hidden]") return <span className="text-ink-muted italic">not shown</span>;
  return <span className="num whitespace-pre-wrap break-words">{text === "" ? "(empty)" : text}</span>;
}

function fieldText(name: string, index: number): string {
  if (index > 0) return name;
  const words = name
    .replaceAll("_", " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
