'use client'

import { Camera, Clock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import { DateTime } from '@/components/ui/format'
import type { ShownEntry, ShownJob } from '@/lib/field/tablet/shown-job'
import { isOver } from '@/lib/field/work-order'
import type { Add } from './job-view'
import { shrinkPhoto } from './shrink-photo'
import { TouchButton } from './touch-button'

interface JobPhotosProps {
  readonly job: ShownJob
  readonly add: Add
  readonly readFile: (sha256: string) => Promise<Blob | null>
}

/** Photos of the job: taken here, made small here, and sent when there is network. */
export function JobPhotos({ job, add, readFile }: JobPhotosProps) {
  const t = useTranslations('field.photos')
  const input = useRef<HTMLInputElement>(null)
  const [pending, setPending] = useState(false)
  const photos = job.entries.filter(({ kind }) => kind === 'photo' || kind === 'signature').toReversed()

  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    setPending(true)
    try {
      for (const file of target.files ?? []) {
        const { bytes, sha256, width, height } = await shrinkPhoto(file)
        await add({ kind: 'photo', detail: { width, height, caption: '' }, file: sha256 }, bytes)
      }
    } catch {
      toast.error(t('failed'))
    } finally {
      target.value = ''
      setPending(false)
    }
  }

  return (
    <div className="grid gap-4">
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        multiple
        onChange={(event) => void take(event)}
        className="sr-only"
        tabIndex={-1}
        aria-label={t('take')}
      />
      {!isOver(job.state) && (
        <TouchButton className="w-fit" pending={pending} onClick={() => input.current?.click()}>
          <Camera aria-hidden />
          {t('take')}
        </TouchButton>
      )}
      {photos.length === 0 ? (
        <p className="text-muted-foreground">{t('empty')}</p>
      ) : (
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-3">
          {photos.map((entry) => (
            <li key={entry.id} className="grid gap-1">
              <Photo entry={entry} readFile={readFile} />
              <span className="flex items-center gap-1.5 text-muted-foreground text-xs">
                {entry.isQueued && <Clock className="size-3.5" aria-label={t('queued')} />}
                <DateTime at={entry.at} />
                {entry.kind === 'signature' && String(entry.detail.name ?? '')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** From the tablet as long as it waits there, from the server afterwards. */
function Photo({ entry, readFile }: { entry: ShownEntry; readFile: JobPhotosProps['readFile'] }) {
  const t = useTranslations('field.photos')
  const [local, setLocal] = useState<string | null>(null)
  const { isQueued, file, id } = entry
  useEffect(() => {
    if (!isQueued || file === null) return
    let url: string | null = null
    let isGone = false
    void readFile(file).then((bytes) => {
      if (bytes === null || isGone) return
      url = URL.createObjectURL(bytes)
      setLocal(url)
    })
    return () => {
      isGone = true
      if (url !== null) URL.revokeObjectURL(url)
    }
  }, [isQueued, file, readFile])
  const source = isQueued ? local : `/api/field/photos/${id}`
  const words = entry.kind === 'signature' ? t('signature', { name: String(entry.detail.name ?? '') }) : t('photo')
  return (
    <span className="grid aspect-4/3 place-content-center overflow-hidden rounded-lg border bg-muted">
      {source && (
        // Of people and places, straight from the door that asks who may see them.
        // biome-ignore lint/performance/noImgElement: nothing may keep a second copy of it
        <img src={source} alt={words} className="h-full w-full object-cover" loading="lazy" />
      )}
    </span>
  )
}
