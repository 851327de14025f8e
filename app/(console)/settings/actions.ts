'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { currentUser } from '@/app/session'
import { DomainError } from '@/lib/kernel/errors'
import { changeOwnPassword, endOwnSignIn } from '@/lib/users/mutations/own-account'

const passwords = z.object({ current: z.string().max(1000), password: z.string().max(1000) })

export const changePassword = defineAction(passwords, async (actor, input) => {
  const user = await currentUser()
  if (!user) throw new DomainError('unauthenticated', 'Sign in first.')
  await changeOwnPassword(actor, { ...input, signInId: user.signInId })
})

export const endSignIn = defineAction(z.object({ id: z.string().min(1).max(100) }), (actor, { id }) =>
  endOwnSignIn(actor, id),
)
