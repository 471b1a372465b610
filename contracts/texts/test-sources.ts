import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { FluentResource } from '@fluent/bundle';
import ts from 'typescript';

const ROOT = new URL('../../', import.meta.url);
/** Who speaks to players, and from which files of a language. */
export const speakers = {
  pages: { rooms: ['api'], files: ['common', 'legal'] },
  chat: {
    rooms: ['activities', 'bot', 'use-cases'],
    files: ['common', 'bot', 'bonus', 'game-names', 'chat-games', 'standing'],
  },
  app: {
    rooms: ['webapp'],
    files: [
      'common',
      'app',
      'cashier',
      'withdrawals',
      'account',
      'ton',
      'kyc',
      'limits',
      'game-names',
      'games',
      'tables',
      'fairness',
      'rewards',
    ],
  },
} as const;
export type Speaker = keyof typeof speakers;

export const folders = (): string[] =>
  readdirSync(new URL('./', import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

const read = (language: string, file: string): FluentResource =>
  new FluentResource(readFileSync(new URL(`${language}/${file}.ftl`, import.meta.url), 'utf8'));

/** The ids of a file of a language, in the order they are written in. */
export const idsOf = (language: string, file: string): string[] => read(language, file).body.map(({ id }) => id);

/** What a speaker can say in a language, by id; each pattern as Fluent reads it. */
export const textsOf = (language: string, speaker: Speaker): Map<string, unknown> =>
  new Map(
    speakers[speaker].files.flatMap((file) => read(language, file).body.map(({ id, value }) => [id, value] as const)),
  );

/**
 * The texts that code asks for, where it asks for them: `t('home')`, `ctx.t(late ? 'a' : 'b')`, and, with `*` for the
 * hole, t(`deposit-owed-${reason}`). `?` is an id that only the running program knows.
 */
export function textsAskedFor(speaker: Speaker): string[] {
  const asked: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && speaks(node.expression)) asked.push(...idsIn(node.arguments[0]));
    ts.forEachChild(node, visit);
  };
  for (const source of sources(speakers[speaker].rooms)) visit(source);
  return [...new Set(asked)].sort();
}

/** `t`, `ctx.t`, and what `texts.of(language)` or `textsOf(language)` answers. */
function speaks(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 't';
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text === 't';
  return ts.isCallExpression(callee) && /\b(texts\.of|textsOf)$/.test(callee.expression.getText());
}

function idsIn(argument: ts.Expression | undefined): string[] {
  if (!argument) return ['?'];
  if (ts.isStringLiteralLike(argument)) return [argument.text];
  if (ts.isConditionalExpression(argument)) return [...idsIn(argument.whenTrue), ...idsIn(argument.whenFalse)];
  if (!ts.isTemplateExpression(argument)) return ['?'];
  return [argument.head.text + argument.templateSpans.map(({ literal }) => `*${literal.text}`).join('')];
}

function sources(rooms: readonly string[]): ts.SourceFile[] {
  return rooms
    .filter((room) => existsSync(new URL(`${room}/`, ROOT)))
    .flatMap((room) =>
      readdirSync(new URL(`${room}/`, ROOT), { recursive: true, encoding: 'utf8' })
        .filter(
          (name) => /\.tsx?$/.test(name) && !/(^|\/)(test-|dist\/|node_modules\/)|\.(test|soak)\.tsx?$/.test(name),
        )
        .map((name) => new URL(`${room}/${name}`, ROOT))
        .map((file) => ts.createSourceFile(file.pathname, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true)),
    );
}
