import { readdirSync, readFileSync } from 'node:fs';
import { FluentResource } from '@fluent/bundle';
import ts from 'typescript';

const ROOT = new URL('../../', import.meta.url);
/** The rooms that speak to players. */
const ROOMS = ['activities', 'bot', 'use-cases'];

export const languages = (): string[] =>
  readdirSync(new URL('./', import.meta.url))
    .filter((name) => name.endsWith('.ftl'))
    .map((name) => name.slice(0, -'.ftl'.length));

/** The ids of a catalogue, in the order they are written in. */
export const idsOf = (language: string): string[] =>
  new FluentResource(readFileSync(new URL(`${language}.ftl`, import.meta.url), 'utf8')).body.map(({ id }) => id);

/**
 * The texts that code asks for, where it asks for them: `t('home')`, `ctx.t(late ? 'a' : 'b')`, and, with `*` for the
 * hole, t(`deposit-owed-${reason}`). `?` is an id that only the running program knows.
 */
export function textsAskedFor(): string[] {
  const asked: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && speaks(node.expression)) asked.push(...idsIn(node.arguments[0]));
    ts.forEachChild(node, visit);
  };
  for (const source of sources()) visit(source);
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

function sources(): ts.SourceFile[] {
  return ROOMS.flatMap((room) =>
    readdirSync(new URL(`${room}/`, ROOT), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/(^|\/)test-|\.(test|soak)\.ts$/.test(name))
      .map((name) => new URL(`${room}/${name}`, ROOT))
      .map((file) => ts.createSourceFile(file.pathname, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2023, true)),
  );
}
