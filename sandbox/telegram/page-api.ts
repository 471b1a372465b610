import type { IncomingMessage, ServerResponse } from 'node:http';
export type PageLinks = { readonly workflows?: string };
export function createPage(_tools: unknown): { handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void>; close(): void } {
  return { async handle(_r, response) { response.end('soon'); }, close() {} };
}
