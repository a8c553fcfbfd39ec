/** Whose members look after users, invoices and images unless a prop names another group of the user pool. */
export const ADMIN_GROUP = 'admins';
