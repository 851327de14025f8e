import { z } from 'zod'
import { getRecovery } from '@/lib/recovery/queries/get-recovery'
import { operation } from '../operation'
import { recoverySchema } from '../schemas/fault-recovery'
import { idInput, iso, isoOrNull } from '../schemas/fields'

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
    runs: runs.map((run) => ({
      id: String(run.id),
      playbook: run.playbook,
      isDryRun: run.isDryRun,
      state: run.state,
      why: run.why,
      startedBy: run.startedBy,
      started: iso(run.startedAt),
      ended: isoOrNull(run.endedAt),
      steps: run.steps.map(({ step, attempt, of, at, outcome, why }) => ({
        step,
        attempt,
        of,
        at: iso(new Date(at)),
        outcome,
        why,
      })),
    })),
  }
}

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
]
