// The record as a file, with the fields of ISO/IEC TS 27560. `#helder-record` contains what does not depend on the visitor;
// ../../MARKUP.md lists what is added.

export function download(record) {
  const fixed = JSON.parse(document.getElementById("helder-record").textContent);
  const seconds = (Date.parse(record.expires) - Date.parse(record.given)) / 1000;
  const event = ([service, granted]) => ({
    service,
    event_type: "explicit_consent",
    event_state: granted ? "consent_given" : "consent_refused",
    time: record.updated,
    validity_duration: `PT${seconds}S`,
    entity_id: record.id,
  });
  const whole = {
    ...fixed,
    record_id: record.id,
    pii_principal_id: record.id,
    language: record.language,
    policy_revision: record.revision,
    events: Object.entries(record.answers).map(event),
  };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(whole, null, 2)], { type: "application/json" }));
  link.download = `consent-${record.id}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
