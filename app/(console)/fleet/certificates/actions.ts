'use server'

import { z } from 'zod'
import { defineAction } from '@/app/define-action'
import { authoritySchema, trustedRootSchema } from '@/lib/certificates/certificate-input'
import { activateAuthority, discardAuthority, prepareAuthority } from '@/lib/certificates/mutations/roll-over'
import { revokeStationCertificate } from '@/lib/certificates/mutations/station-certificates'
import { addTrustedRoot, retireTrustedRoot } from '@/lib/certificates/mutations/trusted-roots'

const one = z.object({
  id: z
    .string()
    .regex(/^[1-9]\d{0,17}$/)
    .transform(BigInt),
})

export const prepareAuthorityAction = defineAction(authoritySchema, async (actor, input) => ({
  id: String((await prepareAuthority(actor, input)).id),
}))
export const activateAuthorityAction = defineAction(one, (actor, { id }) => activateAuthority(actor, id))
export const discardAuthorityAction = defineAction(one, (actor, { id }) => discardAuthority(actor, id))
export const addRootAction = defineAction(trustedRootSchema, async (actor, input) => ({
  id: String((await addTrustedRoot(actor, input)).id),
}))
export const retireRootAction = defineAction(one, (actor, { id }) => retireTrustedRoot(actor, id))
export const revokeCertificateAction = defineAction(one, (actor, { id }) => revokeStationCertificate(actor, id))
