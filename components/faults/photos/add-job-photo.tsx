'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { toast } from 'sonner'
import type { Picture } from '@/components/field/shrink-photo'
import type { Sync, SyncResult } from '@/lib/field/sync'
import { AddPhoto } from './add-photo'

/** A photo for a job from the desk: the same entry a tablet sends, through the same door. */
export function AddJobPhoto({ workOrderId }: { workOrderId: string }) {
  const t = useTranslations('field.photos')
  const router = useRouter()
  const add = async ({ sha256, width, height }: Picture): Promise<boolean> => {
    const now = new Date().toISOString()
    const entry = { id: crypto.randomUUID(), workOrderId, at: now, kind: 'photo', file: sha256 }
    const said: Sync = { sentAt: now, entries: [{ ...entry, detail: { width, height, caption: '' } }] }
    const answer = await fetch('/api/field/sync', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(said),
    })
    const [result] = answer.ok ? ((await answer.json()) as SyncResult[]) : []
    const isStored = result?.outcome === 'stored'
    if (isStored) {
      toast.success(t('added'))
      router.refresh()
    } else toast.error(t('failed'))
    return isStored
  }
  return <AddPhoto add={add} />
}
