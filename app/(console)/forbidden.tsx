import { ErrorScreen } from "@/components/shell/error-screen";
import { LinkButton } from "@/components/ui/link-button";

export default function Forbidden() {
  return (
    <ErrorScreen
      code="403"
      title="Your role does not include this page"
      actions={
        <>
          <LinkButton href="/" variant="primary">
            Go to the overview
          </LinkButton>
          <LinkButton href="/account">See your role</LinkButton>
        </>
      }
    >
      <p>
        If you need it for your work, ask an admin to change your role. The attempt was written to the audit
        log.
      </p>
    </ErrorScreen>
  );
}
