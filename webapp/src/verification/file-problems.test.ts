import { describe, expect, test } from 'vitest';
import { languages } from '../../../contracts/languages.ts';
import { textsOf } from '../../../contracts/texts/test-sources.ts';
import { MOST_FILES_OF_A_KIND, MOST_UPLOAD_BYTES, uploadRefusals } from '../../../domain/verification.ts';
import { mayTryAgain, problemOf, SAID } from './file-problems.ts';

const picture = { name: 'passport.jpg', type: 'image/jpeg', size: 1_000 };

test.each([
  ['a picture', picture, 0, undefined],
  ['a picture of the largest size', { ...picture, size: MOST_UPLOAD_BYTES }, 0, undefined],
  ['a byte more', { ...picture, size: MOST_UPLOAD_BYTES + 1 }, 0, 'upload-too-large'],
  ['an empty file', { ...picture, size: 0 }, 0, 'upload-empty'],
  ['a drawing with scripts', { name: 'a.svg', type: 'image/svg+xml', size: 9 }, 0, 'upload-type'],
  ['a program', { name: 'a.exe', type: '', size: 9 }, 0, 'upload-type'],
  ['a photo of a phone that names no type', { name: 'IMG_1.JPG', type: '', size: 9 }, 0, undefined],
  ['a photo in a form that nobody else reads', { name: 'IMG_1.HEIC', type: 'image/heic', size: 9 }, 0, 'upload-type'],
  ['a photo of a phone that names nothing', { name: 'image', type: '', size: 9 }, 0, undefined],
  ['the last that there is room for', picture, MOST_FILES_OF_A_KIND - 1, undefined],
  ['one more', picture, MOST_FILES_OF_A_KIND, 'upload-too-many'],
] as const)('%s is answered before it is sent', (_what, file, soFar, problem) => {
  expect(problemOf(file, soFar)).toBe(problem);
});

describe.each(languages)('in %s', (language) => {
  const texts = textsOf(language, 'app');
  test.each(Object.keys(SAID))('%s is said in a whole sentence', (reason) => {
    expect(JSON.stringify(texts.get(`file-${reason}`) ?? '')).toMatch(/[.؟]/);
  });
});

test('a file that was refused for what it is needs another one; what was lost on the way may go again', () => {
  expect(uploadRefusals.filter(mayTryAgain)).toEqual([]);
  expect(['offline', 'unavailable', 'too-fast', 'session-ended'].every(mayTryAgain)).toBe(true);
});
