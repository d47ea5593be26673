//! The rules of structure: every mistake in the content that is not a matter of law.
//!
//! This table is the only list of their ids. Legal rules have a table of their own.

/// Defines the rules of structure from a table: a variant, its id and what it means.
macro_rules! structure_rules {
    ($($rule:ident $id:literal $meaning:literal)*) => {
        /// A rule about the structure of the content. Its id never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum StructureRule {
            $(#[doc = $meaning] $rule,)*
        }

        impl StructureRule {
            /// Every rule, in the order of the table.
            pub const ALL: &[StructureRule] = &[$(StructureRule::$rule,)*];

            /// Returns the id that reports print, such as `unknown-key`.
            pub fn id(self) -> &'static str {
                match self {
                    $(StructureRule::$rule => $id,)*
                }
            }

            /// Returns what the rule finds, in one sentence.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(StructureRule::$rule => $meaning,)*
                }
            }
        }
    };
}

structure_rules! {
    // Files and folders.
    Unreadable "unreadable" "The operating system refuses to open the file."
    NotUtf8 "not-utf-8" "The file contains bytes that are not UTF-8."
    FileTooLarge "file-too-large" "The file is larger than helder reads."
    TooManyFiles "too-many-files" "The folder contains more files than helder reads."
    NestedTooDeep "nested-too-deep" "Folders, or the blocks of a text, are nested deeper than helder reads."
    SymbolicLink "symbolic-link" "A symbolic link could lead out of the content folder, so helder does not follow it."
    NotAFile "not-a-file" "The entry is neither a file nor a folder."
    InvalidName "invalid-name" "The name of a file or folder cannot be used."
    UnknownFile "unknown-file" "The name of a file in a document's folder says neither what it is nor which version it belongs to."
    UnusedFile "unused-file" "Nothing uses the file."

    // Characters.
    ControlCharacter "control-character" "The file contains a control character, written or as an escape."
    DirectionCharacter "direction-character" "The file contains a character that changes the direction of the text after it."
    Noncharacter "noncharacter" "The file contains a code point that Unicode says is not a character."
    InvisibleCharacter "invisible-character" "The file contains a character without width that the words around it do not need."

    // YAML, in settings, registers and front matter.
    InvalidYaml "invalid-yaml" "The file or the front matter is not valid YAML."
    YamlTooLarge "yaml-too-large" "The YAML expands to more than helder reads."
    UnknownKey "unknown-key" "The key does not exist at this place."
    DuplicateKey "duplicate-key" "The key is given twice."
    MissingKey "missing-key" "A required key is missing."
    WrongType "wrong-type" "The value is of another type than the key requires."
    InvalidValue "invalid-value" "The value does not have the form that the key requires."
    UnknownValue "unknown-value" "The value is not one of the possible ones, or the registers have no value of this name."
    DuplicateId "duplicate-id" "Two entries of a register have the same id."

    // `site.yaml` and the theme.
    MissingSiteFile "missing-site-file" "The content folder has no `site.yaml`."
    MissingLanguage "missing-language" "`site.yaml` lists no language."
    DuplicateLanguage "duplicate-language" "A language is listed twice."
    UnknownLanguage "unknown-language" "The site does not have the language."
    MissingTranslation "missing-translation" "A title, a slug or a text is missing in one of the site's languages."
    UnknownTheme "unknown-theme" "The site has no theme folder of this name."
    MissingString "missing-string" "The theme has a string in one language and not in another."
    Template "template" "A template of the theme cannot be read or rendered."

    // Documents, versions and front matter.
    MissingDocumentFile "missing-document-file" "A document's folder has no `document.yaml`."
    InvalidSlug "invalid-slug" "The slug contains characters that an address cannot have."
    DuplicateAddress "duplicate-address" "Two pages have the same address."
    MissingFrontMatter "missing-front-matter" "The text does not begin with front matter."
    UnclosedFrontMatter "unclosed-front-matter" "The front matter has no closing `---`."
    MissingAuthoritativeText "missing-authoritative-text" "A version or draft has no text in the authoritative language."
    TooManyVersions "too-many-versions" "The document has more versions than helder reads."
    LabelDiffers "label-differs" "Two places give the version different labels."
    DatesDiffer "dates-differ" "Two languages of a version give different days."
    EffectiveBeforePublished "effective-before-published" "A version takes effect before it was published."
    TwoVersionsOnOneDay "two-versions-on-one-day" "Two versions of a document take effect on the same day."
    VersionOrder "version-order" "The days of two versions are in another order than their labels."
    RegistersWithoutVersion "registers-without-version" "Frozen registers belong to a version that has no text."
    MissingRegisters "missing-registers" "A published version uses registers that were not frozen with it."

    // The lock of published files.
    InvalidLock "invalid-lock" "A line of `history.lock` cannot be read, or repeats a file."
    NoHistoryLock "no-history-lock" "There is no `history.lock` to verify the versions against."
    PublishedFileChanged "published-file-changed" "A published file differs from its digest in `history.lock`."
    PublishedFileMissing "published-file-missing" "A published file was removed or renamed."
    PublishedFileUnrecorded "published-file-unrecorded" "A published file is not in `history.lock`."

    // Registers and the banner's services.
    UnknownRegister "unknown-register" "There is no register of this name."
    UnknownProvider "unknown-provider" "The service names a provider that the registers do not have."
    UnknownPurpose "unknown-purpose" "The service asks consent for a purpose that no activity has."
    PurposeWithoutConsent "purpose-without-consent" "The service asks consent for a purpose that rests on another basis."
    IdTooLong "id-too-long" "The id of a service is too long for the cookie that keeps the visitor's answers."
    TooManyServices "too-many-services" "More services ask for consent than a banner can show."
    InvalidHost "invalid-host" "The text is not the name of a host."
    MissingHost "missing-host" "The service's tag contacts a host that its `hosts` do not list."
    InvalidStorageName "invalid-storage-name" "No browser stores anything under this name, or the name covers too much."
    UnknownTagValue "unknown-tag-value" "The service's tag has no value of this name."
    MissingTagValue "missing-tag-value" "The service's tag requires a value that is missing."
    InvalidTagValue "invalid-tag-value" "The value does not have the form that the service's tag requires."
    TagWithoutConsent "tag-without-consent" "The service has a tag and asks for no consent, so the tag is never loaded."
    TagWithoutStorage "tag-without-storage" "The service has a tag and lists nothing that it stores."
    TagWithoutHosts "tag-without-hosts" "The service has a tag and lists no host that it contacts."
    TagNotLoaded "tag-not-loaded" "The service's tag is not loaded until its open values are filled in."
    ChoiceNotListed "choice-not-listed" "No service lists the cookie that contains the visitor's choice."
    ChoiceDuration "choice-duration" "The register gives the cookie with the visitor's choice another duration than it has."
    OpenQuestion "open-question" "Nobody has answered a question in a register yet."

    // Shortcodes and values in a text.
    UnclosedShortcode "unclosed-shortcode" "`{{` has no `}}` on its line."
    MalformedShortcode "malformed-shortcode" "What is between `{{` and `}}` is neither a shortcode nor a value."
    ShortcodeInALine "shortcode-in-a-line" "A shortcode is not on a line of its own."
    TooManyShortcodes "too-many-shortcodes" "The text has more shortcodes and values than helder reads."
    UnknownShortcode "unknown-shortcode" "The theme has no shortcode of this name."
    UnknownArgument "unknown-argument" "The shortcode has no argument of this name."
    MissingArgument "missing-argument" "A required argument of the shortcode is missing."
    UnknownRegisterId "unknown-register-id" "An argument names an entry that the register does not have."
    EmptyShortcode "empty-shortcode" "The shortcode shows nothing."
    NotAValue "not-a-value" "The name stands for more than one value."
    Unanswered "unanswered" "The value is an open question."

    // Markdown.
    RawHtml "raw-html" "The text contains HTML."
    Image "image" "The text contains an image."
    UnsupportedMarkdown "unsupported-markdown" "The text uses Markdown that a legal text cannot have."
    TooManyCells "too-many-cells" "A row has more cells than its table has columns."
    MissingSectionId "missing-section-id" "A heading has no id."
    InvalidSectionId "invalid-section-id" "The id of a heading has characters that an address cannot have."

    // Composed texts.
    MissingTitle "missing-title" "The text has no title."
    SecondTitle "second-title" "The text has more than one title."
    HeadingLevelSkipped "heading-level-skipped" "A heading is more than one level below the heading before it."
    DuplicateSectionId "duplicate-section-id" "Two sections of a text have the same id."
    SectionsDiffer "sections-differ" "A translation has other sections than the authoritative text."
    BrokenLink "broken-link" "A link leads to a document or an address that does not exist."
    BrokenSectionLink "broken-section-link" "A link leads to a section that does not exist."
    BrokenReference "broken-reference" "A footnote or a link names a reference that the text does not define."
    MisleadingLink "misleading-link" "The words of a link name another host than the one that it leads to."
    LinkToCustomersOnly "link-to-customers-only" "A public text links to a document that only customers can read."

    // Permissions and severities.
    UnknownRule "unknown-rule" "There is no rule of this name."
    AllowWithoutReason "allow-without-reason" "A finding is allowed and no reason is given."
    UnusedAllow "unused-allow" "Nothing is found that this permission covers."

    // Commands.
    UnknownDocument "unknown-document" "The site has no document of this name."
    UnknownVersion "unknown-version" "The document has no version of this name."
    NothingToCompare "nothing-to-compare" "The document has no two texts to compare."
    NoDraft "no-draft" "The document has no draft to release."
    NothingChanged "nothing-changed" "The draft is the same as the newest version."
    MissingSummary "missing-summary" "A release has no summary of what changed."
    MissingDay "missing-day" "A release has no day on which it takes effect."
    NoLabelLeft "no-label-left" "A release has no label: no number follows the newest version's."
    MissingReason "missing-reason" "A release as editorial gives no reason against the proposal that the change is material."
    DayBeforePublication "day-before-publication" "The day of a build or a release is before the day on which a version was published."
    DayInThePast "day-in-the-past" "A release would take effect before it is published."
    TooSoon "too-soon" "A material change would take effect before its notice period ends."
    FirstVersion "first-version" "The first version of a document is released as an editorial change."
    UnansweredQuestion "unanswered-question" "The draft shows a question that nobody has answered yet."
    Internal "internal" "helder made a mistake; the content is not at fault."
}
