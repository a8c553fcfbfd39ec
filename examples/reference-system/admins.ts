/** Group whose members see and do what belongs to no user. */
export const ADMINS = 'admins';
