import { expect, test } from 'vitest';
import { PROBLEM_TYPE, problem } from './problem.ts';

test('a problem has the members of RFC 9457, its status, and a reason a program can act on', () => {
  expect(problem(409, 'over-limit', 'That is more than your limit')).toEqual({
    type: 'about:blank',
    title: 'That is more than your limit',
    status: 409,
    reason: 'over-limit',
  });
  expect(PROBLEM_TYPE).toBe('application/problem+json');
});

test('what there is to say of this one occurrence goes along, and never hides what every problem has', () => {
  expect(problem(400, 'malformed', 'Not JSON', { detail: 'at byte 7' })).toHaveProperty('detail', 'at byte 7');
  expect(problem(400, 'malformed', 'Not JSON', { status: 200, reason: 'fine' })).toMatchObject({
    status: 400,
    reason: 'malformed',
  });
});
