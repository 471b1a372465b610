/** The staff of this sandbox. Nobody of these names works anywhere. */
export type StaffPerson = {
  readonly id: string;
  readonly name: string;
  readonly role: 'support' | 'compliance' | 'ops' | 'auditor';
};

export const staffPeople: readonly StaffPerson[] = [
  { id: 'lena.hoff', name: 'Lena Hoff', role: 'compliance' },
  { id: 'marta.vidal', name: 'Marta Vidal', role: 'compliance' },
  { id: 'tom.okafor', name: 'Tom Okafor', role: 'support' },
  { id: 'ines.prado', name: 'Ines Prado', role: 'ops' },
  { id: 'karl.lindqvist', name: 'Karl Lindqvist', role: 'auditor' },
];
