import { sign } from '@tma.js/init-data-node';

export type LaunchWish = {
  readonly user: { readonly id: number; readonly first_name: string; readonly language_code?: string };
  readonly token: string;
  readonly atMs: number;
  readonly startParam?: string;
};

/** Launch data as Telegram signs it, for a bot's token. */
export const signedLaunch = ({ user, token, atMs, startParam }: LaunchWish): string =>
  sign(
    { user, query_id: 'AAHdF6IQAAAAAN0XohDhrOrc', ...(startParam ? { start_param: startParam } : {}) } as never,
    token,
    new Date(atMs),
  );
