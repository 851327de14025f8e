/** A file to be kept: what is made for one reader is stored nowhere on the way. @param fileName plain letters, digits, dots and dashes */
export const fileAnswer = (content: BodyInit, contentType: string, fileName: string): Response =>
  new Response(content, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${fileName}"`,
      'cache-control': 'no-store',
    },
  })
