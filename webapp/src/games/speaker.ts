/** What is heard of a round. There is one `win` for every win: a large one is no louder and no longer than a small one. */
export type Sound = 'stake' | 'spin' | 'tile' | 'reveal' | 'win' | 'loss';

/** One tone: when it begins, from where to where it glides, how long it is, and how loud: 1 is the loudest there could be. */
export type Note = {
  readonly atMs: number;
  readonly hz: number;
  readonly toHz: number;
  readonly forMs: number;
  readonly level: number;
};

const note = (atMs: number, hz: number, toHz: number, forMs: number, level: number): Note => ({
  atMs,
  hz,
  toHz,
  forMs,
  level,
});

/** The ticks of something that turns ever more slowly. */
const TICKS_MS = [0, 45, 95, 150, 215, 295];

/** Wood and brass, short and quiet. What is lost, whole or in part, is one low knock. */
export const SCORE: Readonly<Record<Sound, readonly Note[]>> = {
  stake: [note(0, 540, 420, 55, 0.14)],
  spin: TICKS_MS.map((atMs) => note(atMs, 230, 190, 28, 0.09)),
  tile: [note(0, 620, 700, 80, 0.12)],
  reveal: [note(0, 392, 392, 110, 0.1)],
  win: [note(0, 523, 523, 170, 0.1), note(85, 659, 659, 170, 0.1), note(170, 784, 784, 260, 0.1)],
  loss: [note(0, 196, 165, 140, 0.14)],
};

/** What this device is heard by; undefined where there is no such thing. Made within a press, or iOS keeps it still. */
export function openSpeaker(): AudioContext | undefined {
  if (typeof AudioContext === 'undefined') return undefined;
  // The phone's own switch for silence is obeyed, and the player's music goes on (iOS; others have no such thing).
  const { audioSession } = navigator as { audioSession?: { type: string } };
  if (audioSession) audioSession.type = 'ambient';
  return new AudioContext({ latencyHint: 'interactive' });
}

const ATTACK_S = 0.004;
/** An exponential never reaches nothing; nobody hears what is left. */
const SILENCE = 0.0001;

/** Synthesised, from now on: there is no file to fetch. */
export function sing(speaker: BaseAudioContext, notes: readonly Note[]): void {
  for (const { atMs, hz, toHz, forMs, level } of notes) {
    const from = speaker.currentTime + atMs / 1_000;
    const to = from + forMs / 1_000;
    const [tone, loudness] = [speaker.createOscillator(), speaker.createGain()];
    tone.type = 'triangle';
    tone.frequency.setValueAtTime(hz, from);
    tone.frequency.exponentialRampToValueAtTime(toHz, to);
    loudness.gain.setValueAtTime(SILENCE, from);
    loudness.gain.linearRampToValueAtTime(level, from + ATTACK_S);
    loudness.gain.exponentialRampToValueAtTime(SILENCE, to);
    tone.connect(loudness).connect(speaker.destination);
    tone.start(from);
    tone.stop(to);
  }
}
