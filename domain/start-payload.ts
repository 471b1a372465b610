/** What stands behind `/start`, and behind `startapp`: at most 64 characters of A-Z a-z 0-9 _ - (Bot API, deep linking). */
export type StartPayload =
  | { readonly kind: 'ticket'; readonly code: string }
  | { readonly kind: 'referral'; readonly value: string }
  | { readonly kind: 'campaign'; readonly value: string };

const TICKET = /^t_([\w-]{22})$/;
const REFERRAL = /^r_([0-9a-f]{12})$/;
const CAMPAIGN = /^c_([\w-]{1,40})$/;

/** Undefined for what is none of ours: anybody can write a link. */
export function readStartPayload(text: string | undefined): StartPayload | undefined {
  const code = TICKET.exec(text ?? '')?.[1];
  if (code !== undefined) return { kind: 'ticket', code };
  const referral = REFERRAL.exec(text ?? '')?.[1];
  if (referral !== undefined) return { kind: 'referral', value: referral };
  const campaign = CAMPAIGN.exec(text ?? '')?.[1];
  return campaign === undefined ? undefined : { kind: 'campaign', value: campaign };
}

export function writeStartPayload(payload: StartPayload): string {
  switch (payload.kind) {
    case 'ticket':
      return `t_${payload.code}`;
    case 'referral':
      return `r_${payload.value}`;
    case 'campaign':
      return `c_${payload.value}`;
  }
}
