import { badRequest, isRefused, type Refused } from './refusal.ts';

/** A file sent with a call. */
export type Upload = { readonly name: string; readonly bytes: Buffer };

/**
 * The arguments of one call. Telegram reads every one as text, however it came, and parses those that hold JSON again; so
 * a number and its digits are the same to it, and a nested object and its JSON.
 */
export type Arguments = {
  has(name: string): boolean;
  text(name: string): string;
  required(name: string): string | Refused;
  /** The nearest allowed integer, as Telegram takes it. */
  integer(name: string, otherwise: number, least?: number, most?: number): number;
  flag(name: string): boolean;
  /** Undefined when it was not given. `what` names it in the complaint. */
  json(name: string, what: string): unknown | Refused;
  file(name: string): Upload | undefined;
  /** As it was sent, for the log. */
  readonly raw: Readonly<Record<string, unknown>>;
};

export function argumentsOf(raw: Readonly<Record<string, unknown>>, files: ReadonlyMap<string, Upload>): Arguments {
  const text = (name: string): string => asText(raw[name]);
  return {
    raw,
    has: (name) => name in raw,
    text,
    required: (name) => text(name) || badRequest(`Parameter "${name}" is required`),
    integer(name, otherwise, least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER) {
      const value = /^\s*[+-]?\d+/.test(text(name)) ? Number.parseInt(text(name), 10) : otherwise;
      return Math.min(Math.max(value, least), most);
    },
    flag: (name) => ['true', 'yes', '1'].includes(text(name).trim().toLowerCase()),
    json(name, what) {
      if (!text(name)) return undefined;
      try {
        return JSON.parse(text(name));
      } catch {
        return badRequest(`Can't parse ${what}`);
      }
    },
    file: (name) => files.get(text(name).startsWith('attach://') ? text(name).slice(9) : name),
  };
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Reads the arguments of a call out of its address and body. */
export async function readArguments(
  query: URLSearchParams,
  contentType: string,
  body: Buffer,
): Promise<Arguments | Refused> {
  const fromBody = body.length > 0 ? await readBody(contentType, body) : nothing;
  if (isRefused(fromBody)) return fromBody;
  return argumentsOf({ ...Object.fromEntries(query), ...fromBody.fields }, fromBody.files);
}

type Body = { readonly fields: Record<string, unknown>; readonly files: ReadonlyMap<string, Upload> };
const nothing: Body = { fields: {}, files: new Map() };

async function readBody(contentType: string, body: Buffer): Promise<Body | Refused> {
  const type = contentType.split(';')[0]?.trim().toLowerCase();
  if (type === 'application/json') return readJson(body);
  if (type === 'application/x-www-form-urlencoded') {
    return { ...nothing, fields: Object.fromEntries(new URLSearchParams(body.toString())) };
  }
  if (type === 'multipart/form-data') return readForm(contentType, body);
  return nothing;
}

function readJson(body: Buffer): Body | Refused {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    return badRequest("can't parse JSON object");
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return badRequest('JSON object expected');
  return { ...nothing, fields: value as Record<string, unknown> };
}

async function readForm(contentType: string, body: Buffer): Promise<Body | Refused> {
  const headers = { 'content-type': contentType };
  const form = await new Response(new Uint8Array(body), { headers }).formData().catch(() => undefined);
  if (!form) return badRequest("can't parse form data headers");
  const fields: Record<string, unknown> = {};
  const files = new Map<string, Upload>();
  for (const [name, value] of form) {
    if (typeof value === 'string') fields[name] = value;
    else files.set(name, await uploadOf(value));
  }
  return { fields, files };
}

const uploadOf = async (file: File): Promise<Upload> => ({
  name: file.name,
  bytes: Buffer.from(await file.arrayBuffer()),
});

/** An object's fields, read one by one as Telegram reads nested JSON, with its complaints. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}

export function textField(fields: Readonly<Record<string, unknown>>, name: string): string | Refused | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  return badRequest(`Field "${name}" must be of type String`);
}

export function requiredTextField(fields: Readonly<Record<string, unknown>>, name: string): string | Refused {
  return textField(fields, name) ?? badRequest(`Can't find field "${name}"`);
}
