/**
 * What the platforms take, in one table: every figure is the platform's own, with the page it was read on. Renderers and
 * `fit` decide by these; a figure written anywhere else is a mistake. Characters are UTF-16 units, which is never fewer
 * than what a platform counts.
 */
export const limits = {
  slack: {
    // https://docs.slack.dev/reference/block-kit/blocks : "up to 50 blocks in each message, 100 in modals or home tabs".
    blocks: 50,
    homeBlocks: 100,
    // https://docs.slack.dev/reference/block-kit/blocks/header-block : text, plain_text only.
    header: 150,
    // https://docs.slack.dev/reference/block-kit/blocks/section-block : text, fields, and one field's text.
    section: 3000,
    sectionFields: 10,
    sectionField: 2000,
    // https://docs.slack.dev/reference/block-kit/blocks/context-block
    contextElements: 10,
    // https://docs.slack.dev/reference/block-kit/blocks/actions-block
    actionElements: 25,
    // https://docs.slack.dev/reference/block-kit/block-elements/button-element : text, value, url, action_id.
    buttonLabel: 75,
    buttonValue: 2000,
    buttonUrl: 3000,
    actionId: 255,
    // https://docs.slack.dev/reference/block-kit/blocks : block_id of any block.
    blockId: 255,
    // https://docs.slack.dev/reference/methods/chat.postMessage : "for best results, limit … to 4,000 characters".
    text: 4000,
    // Not documented, reported in https://github.com/slackapi/bolt-js/issues/2509 : over about 13,200 characters in all
    // blocks together chat.postMessage answers msg_blocks_too_long. 12,000 is also what a markdown block documents.
    blockText: 12_000,
    // Not documented for rich_text; a section's 3,000 is the safe figure for the text of one block.
    richText: 3000,
  },
  discord: {
    // https://discord.com/developers/docs/components/reference (components v2) : 40 components, nested ones counted; 4,000
    // characters of text over all components together.
    components: 40,
    text: 4000,
    // Same page, button: custom_id, label, and the buttons of one action row.
    customId: 100,
    buttonLabel: 80,
    rowButtons: 5,
    // Messages without the components v2 flag take five rows at most; with it only `components` counts.
    rows: 5,
    buttonUrl: 512,
    // https://discord.com/developers/docs/resources/message : content of a message without components v2; nonce.
    content: 2000,
    nonce: 25,
    // https://discord.com/developers/docs/interactions/application-commands : choices of one autocomplete answer, one
    // choice's name and value, and a description.
    completions: 25,
    completionLabel: 100,
    completionValue: 100,
    description: 100,
    // https://discord.com/developers/docs/resources/guild-scheduled-event : name, description, and the location of an event
    // that takes place outside Discord; how many may be to come or running in one server.
    eventName: 100,
    eventDescription: 1000,
    eventLocation: 100,
    events: 100,
  },
} as const;
