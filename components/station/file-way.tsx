'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Choice } from './command-choices'

export type FileWayName = 'http' | 'ftp'

/** Which way a file goes, where the operator has an FTP server beside HTTP. Not chosen: as the station is known to want it. */
export function useFileWay(usual: FileWayName | null) {
  const t = useTranslations('files.over')
  const [chosen, choose] = useState<FileWayName | null>(null)
  const field = usual && (
    <Choice
      legend={t('legend')}
      value={chosen ?? usual}
      onChange={(value) => choose(value as FileWayName)}
      options={[
        { value: 'http', label: t('http') },
        { value: 'ftp', label: t('ftp'), help: t('ftpHelp') },
      ]}
    />
  )
  return { over: chosen ?? undefined, field }
}
