import type { Response } from 'express';
import { PROBLEM_TYPE, problem } from '../../runtime/problem.ts';

export function answerProblem(
  response: Response,
  status: number,
  reason: string,
  title: string,
  members: Readonly<Record<string, unknown>> = {},
): void {
  response
    .status(status)
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problem(status, reason, title, members)));
}
