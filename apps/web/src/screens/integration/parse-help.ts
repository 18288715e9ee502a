export type HelpInline =
  | { readonly kind: 'text' | 'code' | 'bold' | 'italic'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }

export type HelpBlock =
  | { readonly kind: 'paragraph'; readonly parts: readonly HelpInline[] }
  | {
      readonly kind: 'list'
      readonly ordered: boolean
      /** Number of the first item: a list goes on counting after a code block. */
      readonly start: number
      readonly items: readonly (readonly HelpInline[])[]
    }
  | { readonly kind: 'code'; readonly text: string }

const ITEM = /^\s*(?:[-*]|(\d+)[.)])\s+(.*)$/
const FENCE = /^\s*```/

/** The small part of Markdown that help texts use. Headings become bold paragraphs; links must be http(s). */
export function parseHelp(text: string): readonly HelpBlock[] {
  const blocks: HelpBlock[] = []
  const lines = text.split('\n')
  let open: { readonly marker: RegExpExecArray | undefined; readonly lines: string[] } | undefined
  const flush = () => {
    if (open) addText(blocks, open.marker, parseInline(open.lines.join(' ')))
    open = undefined
  }
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    const item = ITEM.exec(line)
    if (FENCE.test(line)) {
      flush()
      const end = lines.findIndex((candidate, at) => at > index && FENCE.test(candidate))
      const last = end < 0 ? lines.length : end
      blocks.push({ kind: 'code', text: dedent(lines.slice(index + 1, last)) })
      index = last
    } else if (item) {
      flush()
      open = { marker: item, lines: [item[2] ?? ''] }
    } else if (line.trim() === '') {
      flush()
    } else if (/^#{1,6}\s/.test(line)) {
      flush()
      blocks.push({ kind: 'paragraph', parts: [{ kind: 'bold', text: line.replace(/^#+\s+/, '') }] })
    } else if (open) {
      open.lines.push(line.trim())
    } else {
      open = { marker: undefined, lines: [line.trim()] }
    }
  }
  flush()
  return blocks
}

/** Text without a marker is a paragraph; with one it is an item, of the list before it where that is of its kind. */
function addText(
  blocks: HelpBlock[],
  marker: RegExpExecArray | undefined,
  parts: readonly HelpInline[],
): void {
  if (!marker) {
    blocks.push({ kind: 'paragraph', parts })
    return
  }
  const ordered = marker[1] !== undefined
  const last = blocks.at(-1)
  if (last?.kind === 'list' && last.ordered === ordered)
    blocks[blocks.length - 1] = { ...last, items: [...last.items, parts] }
  else blocks.push({ kind: 'list', ordered, start: Number(marker[1] ?? 1), items: [parts] })
}

function parseInline(text: string): readonly HelpInline[] {
  const parts: HelpInline[] = []
  let rest = 0
  for (const match of text.matchAll(
    /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\((https?:\/\/[^)\s]+)\)/g,
  )) {
    if (match.index > rest) parts.push({ kind: 'text', text: text.slice(rest, match.index) })
    const [whole, code, bold, italic, label, href] = match
    if (code !== undefined) parts.push({ kind: 'code', text: code })
    else if (bold !== undefined) parts.push({ kind: 'bold', text: bold })
    else if (italic !== undefined) parts.push({ kind: 'italic', text: italic })
    else if (label !== undefined && href !== undefined) parts.push({ kind: 'link', text: label, href })
    rest = match.index + whole.length
  }
  if (rest < text.length) parts.push({ kind: 'text', text: text.slice(rest) })
  return parts
}

function dedent(lines: readonly string[]): string {
  const indents = lines
    .filter((line) => line.trim() !== '')
    .map((line) => line.length - line.trimStart().length)
  const shared = Math.min(...indents, 80)
  return lines.map((line) => line.slice(shared)).join('\n')
}
