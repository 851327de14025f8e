/** What there is to see of a customer. */
export const CUSTOMER_TABS = [
  'details',
  'cost-centres',
  'vehicles',
  'drivers',
  'tokens',
  'plans',
  'sessions',
  'invoices',
  'balance',
] as const
