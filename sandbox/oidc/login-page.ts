import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { pageFiles } from '../pages/files.ts';
import { readJson, sendFile, sendJson } from '../pages/http.ts';
import type { Question } from './provider.ts';

/** Somebody one can be on this page. All of them are made up. */
export type Person = {
  readonly id: string;
  readonly name: string;
  /** Beside the name, in a word or two. */
  readonly detail: string;
  readonly initials: string;
  /** A custom property of the look. */
  readonly colour: string;
};

export type LoginPageOptions = {
  readonly people: () => readonly Person[];
  /** What the page asks, and what it says of the answer. */
  readonly words: (question: Question) => { readonly title: string; readonly text: string };
  /** Where this browser remembers who is logged in here; without it everybody is offered alike. */
  readonly remembered?: string;
};

export type LoginPage = {
  /** Keeps the question and answers the address it is asked at. */
  open(question: Question): string;
  /** False where the request is for somebody else. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>;
};

const file = pageFiles(path.join(import.meta.dirname, 'page'), { '/login': 'login.html' });
const POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'";
const MOST_OPEN = 1_000;

/** "Who is it?": the page on which a person is chosen, or says no. A question is answered once. */
export function createLoginPage({ people, words, remembered }: LoginPageOptions): LoginPage {
  const open = new Map<string, Question>();

  const answer = (body: Readonly<Record<string, unknown>>): { location: string } | undefined => {
    const id = String(body.question);
    const question = open.get(id);
    const location = body.person === null ? question?.refuse() : question?.grant(String(body.person));
    if (!location) return undefined;
    open.delete(id);
    return { location };
  };

  return {
    open(question) {
      const id = randomBytes(16).toString('base64url');
      open.set(id, question);
      const [oldest] = open.keys();
      if (open.size > MOST_OPEN && oldest) open.delete(oldest);
      return `/login?question=${id}`;
    },
    async handle(request, response, url) {
      const asked = `${request.method} ${url.pathname}`;
      if (asked === 'GET /login/question') {
        const question = open.get(url.searchParams.get('question') ?? '');
        if (!question) sendJson(response, 404, { why: 'This login was answered already, or is too old.' });
        else sendJson(response, 200, { ...words(question), people: people(), remembered: remembered ?? null });
        return true;
      }
      if (asked === 'POST /login/answer') {
        const body = await readJson(request);
        const next = body && answer(body);
        if (next) sendJson(response, 200, next);
        else sendJson(response, 400, { why: 'This login was answered already, or is too old.' });
        return true;
      }
      const found = /^GET \/login(\.css|\.js)?$/.test(asked) ? await file(url.pathname) : undefined;
      if (found) sendFile(response, found, POLICY);
      return found !== undefined;
    },
  };
}
