import { box } from './box.ts';
import { curacao } from './curacao.ts';
import type { Jurisdiction } from './jurisdiction.ts';
import { malta } from './malta.ts';

/** The places whose law a house can be told to keep. */
export const jurisdictionIds = ['malta', 'curacao', 'box'] as const;
export type JurisdictionId = (typeof jurisdictionIds)[number];

export const jurisdictions: Readonly<Record<JurisdictionId, Jurisdiction>> = { malta, curacao, box };
