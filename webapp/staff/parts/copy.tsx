import { useState } from 'react';
import { Icon } from '../../src/parts/icon.tsx';
import { words } from '../texts.ts';

/** Copies a text; where the browser does not let us, what is shown is selected, to be copied by hand. */
export function Copy({ text, shown, className }: { text: string; shown: string; className: string }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(words.copied);
    } catch {
      const element = document.getElementById(shown);
      if (element) getSelection()?.selectAllChildren(element);
      setSaid(words.copyFailed);
    }
  };
  return (
    <>
      <button type="button" className={className} onClick={() => void copy()}>
        <Icon name={said === words.copied ? 'check' : 'copy'} size="s" />
        {words.copy}
      </button>
      <span className="sr" role="status">
        {said}
      </span>
      {said === words.copyFailed && <p className="small muted copy-failed">{said}</p>}
    </>
  );
}
