-- Requests of one text each, no two alike, for wrk; see docs/serve.md.
local texts = {
  "Oil prices rise as the storm nears the coast and refineries shut down for the week, analysts said on Monday.",
  "The home side scored twice in the last ten minutes to win the cup final in front of a full stadium.",
  "A new chip promises faster phones with a longer battery life, the company told developers at its conference.",
  "The foreign ministers met to discuss the peace talks after weeks of fighting near the border.",
}
local count = 0

wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

request = function()
  count = count + 1
  local text = texts[count % #texts + 1] .. " " .. count
  return wrk.format(nil, nil, nil, '{"input": "' .. text .. '"}')
end
