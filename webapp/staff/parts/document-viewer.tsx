import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../src/parts/icon.tsx';
import { useDesk } from '../desk-context.ts';
import { kycWords as w } from '../kyc-texts.ts';
import { clockText, pageOfLook, useSecondsLeft } from '../looks.ts';
import { timeText } from '../moments.ts';

type Props = {
  readonly called: string;
  readonly paths: readonly string[];
  readonly openedAt: string;
  readonly endsAtMs: number;
  readonly onOver: () => void;
};

const SIZES = [1, 1.6, 2.5, 4] as const;
const QUARTER = 90;

/** A look at one document. The pictures live in this page's memory alone, and are gone when the minute is over. */
export function DocumentViewer({ called, paths, openedAt, endsAtMs, onOver }: Props) {
  const left = useSecondsLeft(endsAtMs);
  const [n, setN] = useState(0);
  const [size, setSize] = useState(0);
  const [turned, setTurned] = useState(0);
  const pictures = usePictures(paths);
  const over = useRef(onOver);
  over.current = onOver;
  useEffect(() => {
    if (left === 0) over.current();
  }, [left]);
  const picture = pictures[n];
  const open = (next: number) => {
    setN(next);
    setTurned(0);
  };
  return (
    <div className="viewer">
      <div className="tools">
        {paths.length > 1 && (
          <>
            <Tool icon="back" label={w.previous} off={n === 0} onPress={() => open(n - 1)} />
            <span className="small" aria-live="polite">
              {w.page(n + 1, paths.length)}
            </span>
            <Tool icon="chevron" label={w.next} off={n === paths.length - 1} onPress={() => open(n + 1)} />
          </>
        )}
        <span className="grow" />
        <Tool icon="minus" label={w.smaller} off={size === 0} onPress={() => setSize(size - 1)} />
        <Tool icon="plus" label={w.larger} off={size === SIZES.length - 1} onPress={() => setSize(size + 1)} />
        <Tool icon="refresh" label={w.turn} off={false} onPress={() => setTurned((turned + QUARTER) % 360)} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what is larger than its frame is moved about in by keys */}
      <section className="page" tabIndex={0} aria-label={w.area(called)}>
        {picture === undefined && <span className="skeleton" />}
        {picture === 'failed' && (
          <p className="small error" role="alert">
            {w.notShown}
          </p>
        )}
        {picture !== undefined && picture !== 'failed' && (
          <Picture
            picture={picture}
            turned={turned}
            size={SIZES[size] ?? 1}
            label={w.picture(called, n + 1, paths.length)}
          />
        )}
      </section>
      <p className="small muted foot-line">
        <span className="grow">{w.opened(timeText(openedAt))}</span>
        <span className="strong" role="timer" aria-live="off">
          {w.left(clockText(left))}
        </span>
      </p>
    </div>
  );
}

type ToolProps = {
  readonly icon: string;
  readonly label: string;
  readonly off: boolean;
  readonly onPress: () => void;
};

const Tool = ({ icon, label, off, onPress }: ToolProps) => (
  <button type="button" className="icon-button" aria-label={label} title={label} disabled={off} onClick={onPress}>
    <Icon name={icon} size="s" />
  </button>
);

/** Drawn, and not an address that could be opened anew: nothing of it is left when it is taken away. */
function Picture(props: { picture: ImageBitmap; turned: number; size: number; label: string }) {
  const { picture, turned, size, label } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const pen = element?.getContext('2d');
    if (!element || !pen) return;
    const lies = turned % 180 !== 0;
    element.width = lies ? picture.height : picture.width;
    element.height = lies ? picture.width : picture.height;
    pen.translate(element.width / 2, element.height / 2);
    pen.rotate((turned * Math.PI) / 180);
    pen.drawImage(picture, -picture.width / 2, -picture.height / 2);
  }, [picture, turned]);
  return <canvas ref={canvas} role="img" aria-label={label} style={{ inlineSize: `${size * 100}%` }} />;
}

/** Each page as it comes, one after the other: the first is looked at while the others are fetched. */
function usePictures(paths: readonly string[]): readonly (ImageBitmap | 'failed' | undefined)[] {
  const { ask } = useDesk();
  const [pictures, setPictures] = useState<readonly (ImageBitmap | 'failed')[]>([]);
  useEffect(() => {
    let isOpen = true;
    const held: ImageBitmap[] = [];
    const fetchAll = async () => {
      for (const path of paths) {
        const picture = await ask('documentPage', { query: pageOfLook(path) })
          .then((file) => createImageBitmap(file))
          .catch(() => 'failed' as const);
        if (picture !== 'failed') held.push(picture);
        if (!isOpen) return forget();
        setPictures((before) => [...before, picture]);
      }
    };
    const forget = () => {
      for (const picture of held) picture.close();
    };
    setPictures([]);
    void fetchAll();
    return () => {
      isOpen = false;
      forget();
    };
  }, [paths, ask]);
  return pictures;
}
