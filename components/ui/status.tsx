import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CirclePause,
  Clock,
  Info,
  type LucideIcon,
} from "lucide-react";
import { Badge, type Tone } from "@/components/ui/badge";

/** What a status means, whatever its domain calls it; each has its own icon and colour. */
export type StatusMeaning =
  | "ok"
  | "draft"
  | "waiting"
  | "progress"
  | "paused"
  | "attention"
  | "failed"
  | "ended"
  | "note";

const meanings: Record<StatusMeaning, { tone: Tone; icon: LucideIcon }> = {
  ok: { tone: "positive", icon: CircleCheck },
  draft: { tone: "neutral", icon: CircleDashed },
  waiting: { tone: "info", icon: Clock },
  progress: { tone: "info", icon: CircleDot },
  paused: { tone: "warning", icon: CirclePause },
  attention: { tone: "warning", icon: CircleAlert },
  failed: { tone: "danger", icon: CircleAlert },
  ended: { tone: "neutral", icon: Ban },
  note: { tone: "accent", icon: Info },
};

/** A status with icon, text and colour. A domain maps its own words to a meaning once and renders this. */
export function Status({ meaning, children }: { meaning: StatusMeaning; children: string }) {
  const { tone, icon: Icon } = meanings[meaning];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden />}>
      {children}
    </Badge>
  );
}
