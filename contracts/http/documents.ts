import { z } from 'zod';
import type { uploadRefusals } from '../../domain/verification.ts';
import { MOST_UPLOAD_BYTES } from '../../domain/verification.ts';
import { momentBody } from './amounts.ts';
import { sentDocumentBody, uploadQuery } from './kyc.ts';
import { type Refusals, route } from './route.ts';

const refused = {
  'upload-empty': [422, 'The file is empty'],
  'upload-too-large': [413, 'The file is larger than 10 MB'],
  'upload-type': [415, 'The file is no picture and no PDF, whatever it is called'],
  'upload-broken': [422, 'The file cannot be read'],
  'upload-too-many-pixels': [422, 'The picture has too many pixels, or the PDF too many pages'],
  'upload-infected': [422, 'The file carries something harmful'],
  'upload-too-many': [409, 'So many files are there of that kind already'],
  'upload-not-asked': [409, 'No such document is asked for now'],
} as const satisfies Record<(typeof uploadRefusals)[number], Refusals[string]>;

/** A link to a look at one document, for the member of staff who asked for it alone. */
export const lookBody = z
  .object({
    pages: z.array(z.string()).meta({ description: 'a path each, for a picture with a watermark; a minute' }),
    expiresAt: momentBody,
  })
  .meta({ id: 'DocumentLook' });
export type LookBody = z.infer<typeof lookBody>;

export const pageQuery = z.object({
  look: z.string().regex(/^[\w-]{43}$/),
  page: z.coerce.number().int().min(0).max(9),
});

/** The path of one page of a look. */
export const pagePath = (look: string, page: number): string => `/staff/documents/page?look=${look}&page=${page}`;

const aDocument = { kind: 'document', missing: 'unknown-document' } as const;

export const documentRoutes = {
  /** The body is the file itself, as it is: `upload` in the route's declaration. */
  sendDocument: route({
    method: 'post',
    path: '/kyc/documents',
    about: 'One file of what is asked for: JPEG, PNG, WebP or PDF, at most 10 MB, as the body itself',
    who: 'player',
    limited: 'upload',
    query: uploadQuery,
    upload: { mostBytes: MOST_UPLOAD_BYTES, tooLarge: 'upload-too-large' },
    answer: sentDocumentBody,
    status: 201,
    refusals: refused,
  }),
  removeDocument: route({
    method: 'delete',
    path: '/kyc/documents/{id}',
    about: 'Takes a file back, as long as it was not submitted',
    who: 'player',
    object: aDocument,
    status: 204,
    refusals: { 'unknown-document': [404, 'There is no such file of theirs that can be taken back'] },
  }),
} as const;

export const staffDocumentRoutes = {
  lookAtDocument: route({
    method: 'post',
    path: '/staff/documents/{id}/looks',
    about: 'Opens a look at one document, for a minute. Recorded',
    who: ['compliance'],
    object: aDocument,
    answer: lookBody,
    status: 201,
    refusals: {
      'unknown-document': [404, 'There is no such document'],
      'own-case': [403, 'You are this player: another member of staff looks at it'],
    },
  }),
  /** By the paths of a look; for the session that asked for it. */
  documentPage: route({
    method: 'get',
    path: '/staff/documents/page',
    about: 'One page of a look, with a watermark; within its minute, in the session that asked for the look',
    who: ['compliance'],
    query: pageQuery,
    file: { jpeg: 'image/jpeg' },
    status: 200,
    refusals: { 'look-over': [404, 'There is no such look in this session, or its minute is over'] },
  }),
} as const;
