/** What a member of staff may be; each role may do only what the rule table says. */
export const staffRoles = ['support', 'compliance', 'ops', 'auditor'] as const;
export type StaffRole = (typeof staffRoles)[number];

export const isStaffRole = (text: string): text is StaffRole => (staffRoles as readonly string[]).includes(text);
