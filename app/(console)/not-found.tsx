import { ErrorScreen } from "@/components/shell/error-screen";
import { LinkButton } from "@/components/ui/link-button";

export default function NotFound() {
  return (
    <ErrorScreen
      code="404"
      title="There is nothing at this address"
      actions={
        <LinkButton href="/" variant="primary">
          Go to the overview
        </LinkButton>
      }
    >
      <p>
        The record may have been removed, or the address has a typing error. Ctrl K finds pages and records.
      </p>
    </ErrorScreen>
  );
}
