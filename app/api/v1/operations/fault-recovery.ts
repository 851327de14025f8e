import { z } from 'zod'
import { runPlaybook, stopPlaybook } from '@/lib/recovery/mutations/run-playbook'
import { getRecovery, type RunView } from '@/lib/recovery/queries/get-recovery'
import { listRuns } from '@/lib/recovery/queries/list-runs'
import { operation } from '../operation'
import { playbookRunSchema, recoverySchema } from '../schemas/fault-recovery'
import { idInput, iso, isoOrNull, listOf, pageOf, pageQuery, stationIdField } from '../schemas/fields'

const params = z.object({ id: idInput('fault', '31') })

type Asks = Parameters<typeof getRecovery>[0]

async function shown(actor: Asks, id: bigint) {
  const { playbook, isSafety, isStationUnsafe, mode, prospect, runs } = await getRecovery(actor, id)
  return {
    mode,
    isSafety,
    isStationUnsafe,
    playbook: playbook && { name: playbook.name, steps: playbook.steps.map((step) => ({ ...step })) },
    prospect,
    runs: runs.map(shownRun),
  }
}

const shownRun = ({ id, playbook, isDryRun, state, why, startedBy, startedAt, endedAt, steps }: RunView) => ({
  ...{ id: String(id), playbook, isDryRun, state, why, startedBy },
  started: iso(startedAt),
  ended: isoOrNull(endedAt),
  steps: steps.map(({ step, attempt, of, at, outcome, why }) => ({
    ...{ step, attempt, of, outcome, why },
    at: iso(new Date(at)),
  })),
})

export const faultRecoveryOperations = [
  operation({
    id: 'getFaultRecovery',
    method: 'GET',
    path: '/faults/{id}/recovery',
    tag: 'Faults',
    summary: 'What self-recovery has done, does and could do about a fault',
    act: 'faults.read',
    params,
    status: 200,
    response: recoverySchema,
    handler: (actor, { params: { id } }) => shown(actor, id),
  }),
  operation({
    id: 'startFaultRecovery',
    method: 'POST',
    path: '/faults/{id}/recovery',
    tag: 'Faults',
    summary: 'Have the fault’s playbook played now',
    description:
      'Whatever the policy’s mode and hours; every guard that protects people and stations holds. The first step follows within seconds.',
    act: 'faults.write',
    params,
    status: 202,
    response: recoverySchema,
    handler: async (actor, { params: { id } }) => {
      await runPlaybook(actor, id)
      return shown(actor, id)
    },
  }),
  operation({
    id: 'stopFaultRecovery',
    method: 'DELETE',
    path: '/faults/{id}/recovery',
    tag: 'Faults',
    summary: 'Stop the run that is under way',
    description: 'What the station has been asked already it does; nothing more is asked.',
    act: 'faults.write',
    params,
    status: 200,
    response: recoverySchema,
    handler: async (actor, { params: { id } }) => {
      await stopPlaybook(actor, id)
      return shown(actor, id)
    },
  }),
  operation({
    id: 'listPlaybookRuns',
    method: 'GET',
    path: '/playbook-runs',
    tag: 'Faults',
    summary: 'What playbooks have done and do, newest first',
    act: 'faults.read',
    query: z.object({
      faultId: idInput('fault', '31').optional(),
      stationId: stationIdField.optional(),
      open: z
        .enum(['true', 'false'])
        .optional()
        .meta({ description: 'Only those under way, or only those that have ended.' }),
      ...pageQuery,
    }),
    status: 200,
    response: listOf(playbookRunSchema),
    handler: async (actor, { query: { open, ...query } }) =>
      pageOf(
        await listRuns(actor, { ...query, ...(open !== undefined && { isOpen: open === 'true' }) }),
        ({ faultId, stationId, ...run }) => ({ ...shownRun(run), faultId: String(faultId), stationId }),
      ),
  }),
]
