
# The function above expects an option and its value as two words. In bash --name=value is three, in
# zsh one. Where it proposes nothing, names of files are proposed.
function _sequent() {
  local part parts=() prefix=""
  for part in "${COMP_WORDS[@]:0:$((COMP_CWORD + 1))}"; do
    prefix=""
    case $part in
      =) ;;
      --*=*)
        parts+=("${part%%=*}" "${part#*=}")
        prefix=${part%%=*}=
        ;;
      *) parts+=("$part") ;;
    esac
  done
  [[ $part != "=" ]] || parts+=("")
  local COMP_WORDS=("${parts[@]}") COMP_CWORD=$((${#parts[@]} - 1))
  _complete_sequent
  if [ ${#COMPREPLY[@]} -eq 0 ]; then
    type compopt &>/dev/null && compopt -o default
  else
    COMPREPLY=("${COMPREPLY[@]/#/$prefix}")
  fi
}

complete -F _sequent -o default sequent
