'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { runPlaybook, stopPlaybook } from '@/lib/recovery/mutations/run-playbook'

const fault = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,17}$/)
    .transform(BigInt),
})

export const runPlaybookAction = defineAction(fault, async (actor, { id }) => {
  await runPlaybook(actor, id)
})

export const stopPlaybookAction = defineAction(fault, (actor, { id }) => stopPlaybook(actor, id))
