import { ErrorScreen } from "@/components/shell/error-screen";
import { LinkButton } from "@/components/ui/link-button";

export default function NotFound() {
  return (
    <main className="grid min-h-dvh">
      <ErrorScreen
        code="404"
        title="There is nothing at this address"
        actions={
          <LinkButton href="/" variant="primary">
            Go to the overview
          </LinkButton>
        }
      >
        <p>The address may have a typing error, or the page was moved.</p>
      </ErrorScreen>
    </main>
  );
}
