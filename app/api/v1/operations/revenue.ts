import { getRevenue } from '@/lib/revenue/queries/get-revenue'
import { revenueQuerySchema } from '@/lib/revenue/revenue-query'
import { operation } from '../operation'
import { revenueSchema } from '../schemas/revenue'

export const revenueOperations = [
  operation({
    id: 'getRevenue',
    method: 'GET',
    path: '/revenue',
    tag: 'Revenue',
    summary: 'What was sold, compared to what, split as asked',
    description:
      'Sessions count on the day they ended, by their site’s own clock. One currency at a time. Equal to the sessions behind at any moment. Split by customer only for who reads customers of the whole network.',
    act: 'revenue.read',
    query: revenueQuerySchema,
    status: 200,
    response: revenueSchema,
    handler: (actor, { query }) => getRevenue(actor, query),
  }),
]
