import { z } from 'zod'
import { getFaultFigures } from '@/lib/performance/queries/get-fault-figures'
import { getPerformance } from '@/lib/performance/queries/get-performance'
import { type EvseDayRow, listEvseDays } from '@/lib/performance/queries/list-evse-days'
import {
  attemptSuccess,
  availability,
  contractAvailability,
  firstChargeSuccess,
  visitSuccess,
} from '@/lib/performance/rates'
import { operation } from '../operation'
import { evseDaySchema, performanceQuery, performanceSchema } from '../schemas/performance'

const shownDay = ({ stationName: _stationName, siteName: _siteName, ...row }: EvseDayRow) => row

export const performanceOperations = [
  operation({
    id: 'getPerformance',
    method: 'GET',
    path: '/performance',
    tag: 'Performance',
    summary: 'How well it has worked, with every denominator',
    description:
      'Whole days that are over. Availability by cause and by contract, first-charge success, faults and promises.',
    act: 'faults.read',
    query: z.object(performanceQuery),
    status: 200,
    response: performanceSchema,
    handler: async (actor, { query }) => {
      const [{ sums }, faults] = await Promise.all([getPerformance(actor, query), getFaultFigures(actor, query)])
      return {
        availability: availability(sums),
        contractAvailability: contractAvailability(sums),
        firstChargeSuccess: firstChargeSuccess(sums),
        visitSuccess: visitSuccess(sums),
        attemptSuccess: attemptSuccess(sums),
        downSeconds: sums.downSeconds,
        excludedSeconds: sums.excludedSeconds,
        unknownSeconds: sums.unknownSeconds,
        occupiedSeconds: sums.occupiedSeconds,
        failures: sums.failures,
        sessions: sums.sessions,
        energyWh: sums.energyWh,
        faults,
      }
    },
  }),
  operation({
    id: 'listPerformanceDays',
    method: 'GET',
    path: '/performance/days',
    tag: 'Performance',
    summary: 'The days of EVSEs behind the figures',
    description: 'At most 2000, those that weigh most first.',
    act: 'stations.read',
    query: z.object({
      ...performanceQuery,
      what: z.enum(['down', 'excluded', 'failure', 'any']).default('any'),
      name: z.string().max(200).optional().meta({ description: 'Only this cause or reason.' }),
    }),
    status: 200,
    response: z.object({ items: z.array(evseDaySchema) }),
    handler: async (actor, { query: { what, name, ...filter } }) => ({
      items: (await listEvseDays(actor, filter, what === 'any' ? { what } : { what, name })).map(shownDay),
    }),
  }),
]
