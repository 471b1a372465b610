import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { StaffMeBody, StaffSessionBody } from '../../contracts/http/staff.ts';
import { createAsk, Refused, tradeAt } from '../src/api/client.ts';
import { createSession } from '../src/api/session.ts';
import { deviceStore, tabStore } from '../src/store.ts';
import { mayThey, type StaffAsk, staffPlaces } from './api.ts';
import { type Desk, DeskProvider } from './desk-context.ts';
import { Frame, Starting } from './frame.tsx';
import { SignIn } from './pages/sign-in.tsx';
import { type Place, placeOf, usePlace } from './places.ts';
import type { OutsideReason } from './texts.ts';

type Stage =
  | { readonly at: 'starting' }
  | { readonly at: 'in'; readonly me: StaffMeBody }
  | { readonly at: 'out'; readonly why: OutsideReason };

/** Whether somebody sat here when this browser was last at the desk: only then is it worth asking. */
const CAME_IN = 'cage:at-the-desk';
/** Where somebody was when their session ended, for them alone: whoever comes instead must not look at what they did not choose. */
const LEFT_AT = 'cage:left-the-desk-at';

/** Who sits at the desk. */
export function Root() {
  const [stage, setStage] = useState<Stage>({ at: 'starting' });
  const seated = useRef<StaffMeBody>(undefined);
  const [place, go] = usePlace();

  const leave = useCallback((why: OutsideReason) => {
    seated.current = undefined;
    deviceStore.remove(CAME_IN);
    setStage({ at: 'out', why });
  }, []);
  const session = useMemo(
    () =>
      createSession(tradeFor(seated), () => {
        if (seated.current) rememberPlace(seated.current.id);
        leave('ended');
      }),
    [leave],
  );
  const ask = useMemo<StaffAsk>(() => createAsk(staffPlaces, session), [session]);

  const enter = useCallback(
    (handed: StaffSessionBody) => {
      session.use(handed);
      seated.current = handed.me;
      deviceStore.set(CAME_IN, '1');
      const left = placeLeft(handed.me.id);
      if (left !== undefined && location.search === '') go(left);
      setStage({ at: 'in', me: handed.me });
    },
    [session, go],
  );

  const comeIn = useCallback(async () => {
    const told = readReturn();
    if (told?.why) return leave(told.why);
    if (!told && deviceStore.get(CAME_IN) === undefined) return leave('welcome');
    setStage({ at: 'starting' });
    try {
      enter(await ask('staffRefresh'));
    } catch (error) {
      const isOver = error instanceof Refused && error.problem.status === 401;
      if (isOver) leave(told ? 'failed' : 'ended');
      else setStage({ at: 'out', why: 'unreachable' });
    }
  }, [ask, enter, leave]);
  useEffect(() => void comeIn(), [comeIn]);

  const me = stage.at === 'in' ? stage.me : undefined;
  const desk = useMemo<Desk | undefined>(() => {
    if (!me) return undefined;
    const signOut = async () => {
      await ask('staffLogout');
      session.forget();
      history.replaceState(null, '', location.pathname);
      leave('left');
    };
    return { me, may: (right) => mayThey(me.roles, right), ask, go, signOut };
  }, [me, ask, session, go, leave]);

  if (stage.at === 'out') return <SignIn why={stage.why} onRetry={() => void comeIn()} />;
  if (!desk) return <Starting />;
  return (
    <DeskProvider value={desk}>
      <Frame place={place} />
    </DeskProvider>
  );
}

/**
 * Trades for whoever sits here. Another page of this browser may have let a colleague in since, whose cookie it is now: then
 * this page begins anew, before one of them does something in the other's name.
 */
const tradeFor = (seated: { readonly current: StaffMeBody | undefined }) => {
  const trade = tradeAt('/staff/auth/refresh');
  return async (refresh: string | undefined) => {
    const handed = (await trade(refresh)) as StaffSessionBody | undefined;
    if (handed && seated.current && handed.me.id !== seated.current.id) {
      location.replace(location.pathname);
      throw new Error('somebody else sits here');
    }
    return handed;
  };
};

const RETURNS: readonly OutsideReason[] = ['refused', 'failed', 'away', 'no-role'];

/** Whether somebody comes back from their provider, and how that ended; the address forgets it at once. */
function readReturn(): { why?: OutsideReason } | undefined {
  const query = new URLSearchParams(location.search);
  const how = query.get('sign-in');
  if (how === null && !query.has('signed-in')) return undefined;
  history.replaceState(null, '', location.pathname);
  return how === null ? {} : { why: RETURNS.find((each) => each === how) ?? 'failed' };
}

function rememberPlace(staff: string): void {
  if (location.search) tabStore.set(LEFT_AT, `${staff} ${location.search}`);
}

/** Where this one was; forgotten when it is asked for. */
function placeLeft(staff: string): Place | undefined {
  const [who, search = ''] = tabStore.get(LEFT_AT)?.split(' ') ?? [];
  tabStore.remove(LEFT_AT);
  return who === staff ? placeOf(search) : undefined;
}
