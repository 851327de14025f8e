import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { readDay } from '@/app/api/field/read-day'
import { BUILD } from '@/app/build'
import { requireActor } from '@/app/session'
import { FieldApp } from '@/components/field/field-app'
import { env } from '@/lib/env'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('field'))('app.name') }
}

/** The technician's day. Drawn with what the server knows now; the tablet goes on from there, also without network. */
export default async function FieldPage() {
  const actor = await requireActor('field.work')
  return <FieldApp first={await readDay(actor)} mapStyleUrl={env().MAP_STYLE_URL ?? null} ownBuild={BUILD} />
}
