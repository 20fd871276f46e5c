import type { ActionFailure } from "@/lib/core/action-result";

/** A server action made by the action client, as the browser sees it. */
export type ServerAction<Input, Data> = (input: Input) => Promise<{
  data?: Data;
  serverError?: ActionFailure;
  validationErrors?: Record<string, string>;
}>;

export type ActionOutcome<Data> = { ok: true; data: Data } | { ok: false; failure: ActionFailure };

const unreachable: ActionFailure = {
  code: "unavailable",
  message: "The server did not answer. Check whether it was saved before you try again.",
  eventId: "",
};

/**
 * Calls an action and tells success from failure. Input that does not parse arrives as `invalid` with messages by field;
 * a lost connection as `unavailable`. Redirects of the framework pass through.
 */
export async function runAction<Input, Data>(
  action: ServerAction<Input, Data>,
  input: Input,
): Promise<ActionOutcome<Data>> {
  let result: Awaited<ReturnType<ServerAction<Input, Data>>>;
  try {
    result = await action(input);
  } catch (error) {
    if (error instanceof Error && "digest" in error) throw error;
    return { ok: false, failure: unreachable };
  }
  if (result.serverError) {
    return { ok: false, failure: result.serverError };
  }
  if (result.validationErrors) {
    return {
      ok: false,
      failure: {
        code: "invalid",
        message: "Some fields need a correction.",
        fields: result.validationErrors,
        eventId: "",
      },
    };
  }
  // An action without a result has none to give: its Data is void.
  return { ok: true, data: result.data as Data };
}
