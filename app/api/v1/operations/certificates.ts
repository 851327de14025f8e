import { z } from 'zod'
import { activateAuthority, prepareAuthority } from '@/lib/certificates/mutations/roll-over'
import { revokeStationCertificate } from '@/lib/certificates/mutations/station-certificates'
import { addTrustedRoot, retireTrustedRoot } from '@/lib/certificates/mutations/trusted-roots'
import { getStationSecurity } from '@/lib/certificates/queries/get-station-security'
import { type AuthorityRow, listAuthorities } from '@/lib/certificates/queries/list-authorities'
import {
  listStationCertificates,
  type StationCertificateRow,
} from '@/lib/certificates/queries/list-station-certificates'
import { listTrustedRoots, type TrustedRootRow } from '@/lib/certificates/queries/list-trusted-roots'
import { getStationKey } from '@/lib/stations/queries/find-station'
import { operation } from '../operation'
import {
  authoritySchema,
  newAuthoritySchema,
  newRootSchema,
  rootSchema,
  stationCertificateSchema,
  stationSecuritySchema,
} from '../schemas/certificates'
import { idField, idInput, instantInput, listOf, pageOf, pageQuery, stationIdField } from '../schemas/fields'

const tag = 'Certificates'
const madeSchema = z.object({ id: idField('what was made') })

const shownAuthority = ({
  id,
  notAfter,
  notBefore: _from,
  retiredAt: _at,
  commonName: _name,
  ...row
}: AuthorityRow) => ({
  ...row,
  id: String(id),
  notAfter: notAfter.toISOString(),
})
const shownRoot = ({ id, notAfter, createdAt: _at, ...row }: TrustedRootRow) => ({
  ...row,
  id: String(id),
  notAfter: notAfter.toISOString(),
})
const shownCertificate = ({ id, notBefore, notAfter, revokedAt, createdAt: _at, ...row }: StationCertificateRow) => ({
  ...row,
  id: String(id),
  notBefore: notBefore.toISOString(),
  notAfter: notAfter.toISOString(),
  revokedAt: revokedAt?.toISOString() ?? null,
})

export const certificateOperations = [
  operation({
    id: 'listAuthorities',
    method: 'GET',
    path: '/authorities',
    tag,
    summary: 'Our own certificate authorities',
    act: 'certificates.read',
    status: 200,
    response: z.object({ data: z.array(authoritySchema) }),
    handler: async (actor) => ({ data: (await listAuthorities(actor)).map(shownAuthority) }),
  }),
  operation({
    id: 'activateAuthority',
    method: 'POST',
    path: '/authorities/{id}/activate',
    tag,
    summary: 'Let the waiting authority take over',
    description:
      'It signs from now on; the gateway’s own certificate follows, stations’ certificates are renewed. Install its root first.',
    act: 'certificates.write',
    params: z.object({ id: idInput('authority') }),
    status: 200,
    response: madeSchema,
    handler: async (actor, { params: { id } }) => {
      await activateAuthority(actor, id)
      return { id: String(id) }
    },
  }),
  operation({
    id: 'prepareAuthority',
    method: 'POST',
    path: '/authorities',
    tag,
    summary: 'Make the authority that is to take over',
    description: 'The very first one signs at once. 409 when one waits already.',
    act: 'certificates.write',
    body: newAuthoritySchema,
    status: 201,
    response: madeSchema,
    handler: async (actor, { body }) => ({ id: String((await prepareAuthority(actor, body)).id) }),
  }),
  operation({
    id: 'listRoots',
    method: 'GET',
    path: '/roots',
    tag,
    summary: 'Roots of others that are trusted',
    act: 'certificates.read',
    status: 200,
    response: z.object({ data: z.array(rootSchema) }),
    handler: async (actor) => ({ data: (await listTrustedRoots(actor)).map(shownRoot) }),
  }),
  operation({
    id: 'addRoot',
    method: 'POST',
    path: '/roots',
    tag,
    summary: 'Trust a root',
    act: 'certificates.write',
    body: newRootSchema,
    status: 201,
    response: madeSchema,
    handler: async (actor, { body }) => ({ id: String((await addTrustedRoot(actor, body)).id) }),
  }),
  operation({
    id: 'retireRoot',
    method: 'DELETE',
    path: '/roots/{id}',
    tag,
    summary: 'Trust a root no longer',
    act: 'certificates.write',
    params: z.object({ id: idInput('root') }),
    status: 200,
    response: z.object({ removed: z.literal(true) }),
    handler: async (actor, { params: { id } }) => {
      await retireTrustedRoot(actor, id)
      return { removed: true as const }
    },
  }),
  operation({
    id: 'listCertificates',
    method: 'GET',
    path: '/certificates',
    tag,
    summary: 'Certificates issued to stations',
    act: 'certificates.read',
    query: z.object({
      ...pageQuery,
      stationId: stationIdField.optional(),
      expiringBefore: instantInput('Only those in use that end before.').optional(),
    }),
    status: 200,
    response: listOf(stationCertificateSchema),
    handler: async (actor, { query }) => pageOf(await listStationCertificates(actor, query), shownCertificate),
  }),
  operation({
    id: 'revokeCertificate',
    method: 'POST',
    path: '/certificates/{id}/revoke',
    tag,
    summary: 'Revoke a station’s certificate',
    description: 'The gateway refuses it from now on, and closes a connection made with it.',
    act: 'certificates.write',
    params: z.object({ id: idInput('certificate') }),
    status: 200,
    response: madeSchema,
    handler: async (actor, { params: { id } }) => {
      await revokeStationCertificate(actor, id)
      return { id: String(id) }
    },
  }),
  operation({
    id: 'getStationSecurity',
    method: 'GET',
    path: '/stations/{id}/security',
    tag,
    summary: 'How a station proves who it is, and what it holds',
    description:
      'Passwords, profiles and certificates are changed by commands: rotate-password, upgrade-security-profile …',
    act: 'certificates.read',
    params: z.object({ id: stationIdField }),
    status: 200,
    response: stationSecuritySchema,
    handler: async (actor, { params: { id } }) => {
      await getStationKey(actor, id)
      const { requiredProfile, currentProfile, hasPassword, passwordSetAt, autocharge, next, ...rest } =
        await getStationSecurity(actor, id)
      return {
        requiredProfile,
        currentProfile,
        hasPassword,
        passwordSetAt: passwordSetAt?.toISOString() ?? null,
        autocharge,
        next: next && { profile: next.profile, missing: [...next.missing] },
        installed: rest.installed.map(({ id: _id, seenAt, ...one }) => ({ ...one, seenAt: seenAt.toISOString() })),
        events: rest.events.map(({ at, name, isCritical }) => ({ at: at.toISOString(), name, isCritical })),
      }
    },
  }),
]
