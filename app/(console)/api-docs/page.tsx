import { KeyRound } from 'lucide-react'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { apiDocument } from '@/app/api/v1/openapi'
import { requireActor } from '@/app/session'
import type { ApiDocument } from '@/components/api-docs/api-document'
import { ApiReference } from '@/components/api-docs/api-reference'
import { Page } from '@/components/shell/page'
import { Button } from '@/components/ui/button'
import { mayDo } from '@/lib/access/acts'
import { env } from '@/lib/env'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('apiDocs'))('title') }
}

/** What the REST API can do, from the very document it publishes. For everybody who is signed in: it holds no data. */
export default async function ApiDocsPage() {
  const actor = await requireActor()
  const t = await getTranslations('apiDocs')
  const keys = mayDo(actor.role, 'api-keys.read') && (
    <Button asChild variant="outline">
      <Link href="/settings/api-keys">
        <KeyRound aria-hidden />
        {t('manageKeys')}
      </Link>
    </Button>
  )
  return (
    <Page title={t('title')} description={t('description')} actions={keys}>
      <ApiReference document={apiDocument() as unknown as ApiDocument} origin={await origin()} />
    </Page>
  )
}

/** The address the reader reached us at, for command lines that can be copied. */
async function origin(): Promise<string> {
  const configured = env().PUBLIC_URL
  if (configured) return configured.replace(/\/$/, '')
  const host = (await headers()).get('host') ?? `127.0.0.1:${env().PORT}`
  return `http://${host}`
}
