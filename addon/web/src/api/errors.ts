import type { ErrorCode, Problem } from "./generated";

/** The server refused, in the one shape it has for that; the message names the fix. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
  ) {
    super(problem.message);
    this.name = "ApiError";
  }

  get code(): ErrorCode {
    return this.problem.code;
  }
}

/** The server did not answer at all, or what answered was not the server. */
export class OfflineError extends Error {
  constructor(cause: unknown) {
    super("the server does not answer", { cause });
    this.name = "OfflineError";
  }
}

/** Whether somebody gave up waiting, which is nothing to tell anybody. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === "AbortError";
}

/** Return what a failed answer says; an answer that is no problem of ours came from a proxy on the way. */
export async function failureOf(answer: Response): Promise<ApiError | OfflineError> {
  let body: unknown;
  try {
    body = await answer.json();
  } catch {
    return new OfflineError(new Error(`HTTP ${answer.status}`));
  }
  const problem = problemIn(body);
  return problem === null ? new OfflineError(new Error(`HTTP ${answer.status}`)) : new ApiError(answer.status, problem);
}

function problemIn(body: unknown): Problem | null {
  if (typeof body !== "object" || body === null || !("error" in body)) return null;
  const { error } = body;
  if (typeof error !== "object" || error === null || !("code" in error) || !("message" in error)) return null;
  return error as Problem;
}
