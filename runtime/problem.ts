/** RFC 9457 problem details, with a stable `reason` a program can act on. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly reason: string;
  readonly detail?: string;
};

export const problem = (status: number, reason: string, title: string, detail?: string): Problem => ({
  type: 'about:blank',
  title,
  status,
  reason,
  ...(detail === undefined ? {} : { detail }),
});

export const PROBLEM_TYPE = 'application/problem+json';
