/** A relying party that is registered here. */
export type Client = {
  readonly id: string;
  readonly secret: string;
  /** What people know it by. */
  readonly name: string;
  /** Compared to the letter (RFC 9700, 4.1.3). */
  readonly redirectUris: readonly string[];
};

/** Client secret by HTTP Basic or in the form, never both (RFC 6749, 2.3.1). */
export function authenticatedClient(
  clients: readonly Client[],
  authorization: string | undefined,
  form: URLSearchParams,
): Client | undefined {
  const basic = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1];
  const inForm = form.get('client_secret');
  if (basic !== undefined && inForm !== null) return undefined;
  const [id, secret] =
    basic === undefined
      ? [form.get('client_id'), inForm]
      : Buffer.from(basic, 'base64').toString().split(':', 2).map(formDecoded);
  const client = clients.find((each) => each.id === id && each.secret === secret);
  const named = form.get('client_id');
  return named === null || named === client?.id ? client : undefined;
}

const formDecoded = (text: string): string | null => new URLSearchParams(`text=${text}`).get('text');
