import { useEffect, useRef, useState } from 'react';
import { asRefused, type Refused } from '../api/client.ts';

const EVERY_MS = 1_500;
const AFTER_A_FAILURE_MS = 4_000;

/**
 * Asks again and again how something stands, while somebody looks at the page, until `isOver`. What was read last stays
 * when the next question fails.
 */
export function useWatch<T>(read: () => Promise<T>, isOver: (answer: T) => boolean) {
  const [answer, setAnswer] = useState<T>();
  const [failed, setFailed] = useState<Refused>();
  const latest = useRef({ read, isOver });
  latest.current = { read, isOver };
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isAsking = false;
    let isDone = false;
    const look = async (): Promise<void> => {
      if (isAsking || isDone || document.hidden) return;
      clearTimeout(timer);
      isAsking = true;
      let pauseMs = EVERY_MS;
      try {
        const now = await latest.current.read();
        isDone ||= latest.current.isOver(now);
        setAnswer(now);
        setFailed(undefined);
      } catch (error) {
        setFailed(asRefused(error));
        pauseMs = AFTER_A_FAILURE_MS;
      }
      isAsking = false;
      if (!isDone) timer = setTimeout(() => void look(), pauseMs);
    };
    const shown = () => void look();
    void look();
    document.addEventListener('visibilitychange', shown);
    addEventListener('online', shown);
    return () => {
      isDone = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', shown);
      removeEventListener('online', shown);
    };
  }, []);
  return { answer, failed };
}
