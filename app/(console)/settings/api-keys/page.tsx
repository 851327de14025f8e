import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { orNotFound } from '@/app/read-param'
import { requireActor } from '@/app/session'
import { CreateKeyDialog } from '@/components/api-keys/create-key-dialog'
import { KeysTable } from '@/components/api-keys/keys-table'
import { Page } from '@/components/shell/page'
import { listApiKeys } from '@/lib/api-keys/queries'
import { listSites } from '@/lib/sites/queries'
import { create, revoke } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('apiKeys'))('title') }
}

export default async function ApiKeysPage() {
  const actor = await requireActor('api-keys.read')
  const t = await getTranslations('apiKeys')
  const [keys, sites] = await orNotFound(Promise.all([listApiKeys(actor), listSites(actor, { limit: 1000 })]))
  const named = sites.rows.map((site) => ({ id: String(site.id), name: site.name }))
  const now = new Date()
  return (
    <Page title={t('title')} description={t('description')} actions={<CreateKeyDialog sites={named} create={create} />}>
      <KeysTable
        revoke={revoke}
        keys={keys.map((key) => ({
          id: String(key.id),
          name: key.name,
          prefix: key.prefix,
          scope: key.scope,
          sites: key.siteIds.map((id) => named.find((site) => site.id === String(id))?.name ?? String(id)),
          state: key.revokedAt ? 'revoked' : key.expiresAt && key.expiresAt <= now ? 'expired' : 'active',
          createdAt: key.createdAt.toISOString(),
          expiresAt: key.expiresAt?.toISOString() ?? null,
          lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
        }))}
      />
    </Page>
  )
}
