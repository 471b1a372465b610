/** RFC 9457 problem details, with a stable `reason` a program can act on. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly reason: string;
  readonly detail?: string;
  /** What a reason brings along, as `least` with `below-minimum`. */
  readonly [member: string]: unknown;
};

export const problem = (
  status: number,
  reason: string,
  title: string,
  members: Readonly<Record<string, unknown>> = {},
): Problem => ({
  ...members,
  type: 'about:blank',
  title,
  status,
  reason,
});

export const PROBLEM_TYPE = 'application/problem+json';
