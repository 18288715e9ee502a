import { parseHelp, type HelpInline } from './parse-help.ts'

type HelpTextProps = { readonly text: string }

/** The registry's help: paragraphs, lists, code blocks, `code`, **bold** and links. Nothing else is interpreted. */
export function HelpText({ text }: HelpTextProps) {
  return (
    <div className="space-y-3 pt-3 text-sm">
      {parseHelp(text).map((block, index) => {
        if (block.kind === 'code') {
          return (
            <pre
              key={index}
              tabIndex={0}
              className="overflow-x-auto rounded-md bg-sunken p-3 font-mono text-2xs"
            >
              {block.text}
            </pre>
          )
        }
        if (block.kind === 'paragraph') {
          return (
            <p key={index}>
              <Inlines parts={block.parts} />
            </p>
          )
        }
        const List = block.ordered ? 'ol' : 'ul'
        return (
          <List
            key={index}
            {...(block.ordered ? { start: block.start } : {})}
            className={`space-y-1.5 pl-5 ${block.ordered ? 'list-decimal' : 'list-disc'}`}
          >
            {block.items.map((parts, item) => (
              <li key={item}>
                <Inlines parts={parts} />
              </li>
            ))}
          </List>
        )
      })}
    </div>
  )
}

function Inlines({ parts }: { readonly parts: readonly HelpInline[] }) {
  return parts.map((part, index) => {
    if (part.kind === 'code') {
      return (
        <code key={index} className="rounded-sm bg-sunken px-1 font-mono break-all">
          {part.text}
        </code>
      )
    }
    if (part.kind === 'bold') return <strong key={index}>{part.text}</strong>
    if (part.kind === 'italic') return <em key={index}>{part.text}</em>
    if (part.kind === 'link') {
      return (
        <a
          key={index}
          href={part.href}
          target="_blank"
          rel="noreferrer"
          className="text-accent underline underline-offset-2"
        >
          {part.text}
        </a>
      )
    }
    return part.text
  })
}
